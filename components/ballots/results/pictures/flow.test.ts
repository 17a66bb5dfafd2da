import { expect, it } from "vitest";
import { type Irv, layOutFlow } from "./flow";

/** Three papers; c drops out, and of its votes one moves to b and one names nobody else. */
const RESULT = {
  rule: "irv",
  voters: 7,
  rounds: [
    { counts: { a: 3, b: 2, c: 2 }, exhausted: 0 },
    { counts: { a: 3, b: 3 }, exhausted: 1 },
  ],
  transfers: [{ from: "c", to: { b: 1 }, exhausted: 1 }],
} as unknown as Irv;

it("has a block for what each paper has in each round, and for votes that no longer count", () => {
  const { nodes } = layOutFlow(RESULT, ["b", "a", "c"]);
  expect(nodes.map(({ key, votes }) => [key, votes])).toEqual([
    ["0 b", 2],
    ["0 a", 3],
    ["0 c", 2],
    ["1 b", 3],
    ["1 a", 3],
    ["1 null", 1],
  ]);
});

it("loses no vote between two rounds, and draws all at one scale", () => {
  const { nodes, bands, height } = layOutFlow(RESULT, ["b", "a", "c"]);
  for (const { candidate, round, votes } of nodes) {
    const out = bands.filter((band) => band.round === round && band.from.candidate === candidate);
    const into = bands.filter(
      (band) => band.round === round - 1 && band.to.candidate === candidate,
    );
    const sum = (list: typeof bands) => list.reduce((all, band) => all + band.votes, 0);
    if (round === 0) expect(sum(out), `from ${candidate}`).toBe(votes);
    else expect(sum(into), `to ${candidate}`).toBe(votes);
  }
  for (const { height, votes } of [...nodes, ...bands])
    expect(height / votes).toBeCloseTo(190 / 7, 6);
  for (const { y, height: high } of nodes) expect(y + high).toBeLessThanOrEqual(height);
});

it("keeps bands inside the blocks that they leave and reach", () => {
  const { nodes, bands } = layOutFlow(RESULT, ["b", "a", "c"]);
  const node = (round: number, candidate: string | null) =>
    nodes.find((one) => one.round === round && one.candidate === candidate);
  for (const { from, to, round, height } of bands) {
    for (const [end, at] of [
      [from, node(round, from.candidate)],
      [to, node(round + 1, to.candidate)],
    ] as const) {
      expect(end.y).toBeGreaterThanOrEqual((at?.y ?? 0) - 1e-9);
      expect(end.y + height).toBeLessThanOrEqual((at?.y ?? 0) + (at?.height ?? 0) + 1e-9);
    }
  }
});

it("is empty where nobody voted", () => {
  const nothing = { ...RESULT, voters: 0, rounds: [], transfers: [] };
  expect(layOutFlow(nothing, ["a"])).toMatchObject({ nodes: [], bands: [] });
});

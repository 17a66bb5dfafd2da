import { Worker } from "node:worker_threads";
import { afterEach, expect, it, vi } from "vitest";
import { drawer } from "@/server/testing/tier";
import { normalize, toBytes } from "../rules";
import { ModelThread, ThreadEnded } from "./thread";

const DIMS = 12;
let thread: ModelThread;
afterEach(async () => {
  await thread.end();
  vi.restoreAllMocks();
});

it("finds the nearest vectors, as comparing each by itself does", async () => {
  thread = new ModelThread(false);
  const draw = drawer();
  const random = () => normalize(Float32Array.from({ length: DIMS }, () => 2 * draw() - 1));
  // More than one block of memory, in two messages; the second renews some of the first.
  const vectors = new Map<string, Float32Array>();
  for (const [from, to] of [
    [0, 4500],
    [4400, 9000],
  ] as const) {
    const ids = Array.from({ length: to - from }, (_, at) => `paper ${from + at}`);
    for (const id of ids) vectors.set(id, random());
    const rows = ids.map((id) => ({ id, ...toBytes(vectors.get(id) as Float32Array) }));
    expect(await thread.keep(DIMS, rows)).toBe(to);
  }
  const question = random();
  const cosine = (vector: Float32Array) =>
    vector.reduce((sum, value, at) => sum + value * (question[at] as number), 0);
  const all = [...vectors].map(([id, vector]) => [id, cosine(vector)] as const);
  const expected = all.toSorted(([, a], [, b]) => b - a).slice(0, 20);

  const { near, mean, deviation } = await thread.nearest(question, 20);
  expect(near).toHaveLength(20);
  for (const [place, [, value]] of near.entries())
    expect(value).toBeCloseTo(expected[place]?.[1] as number, 1.7);
  for (const [id, value] of near) expect(value).toBeCloseTo(cosine(vectors.get(id) as never), 1.7);
  const values = all.map(([, value]) => value);
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(average, 2);
  expect(deviation).toBeCloseTo(Math.sqrt(square), 2);

  const [first, missing] = await thread.cosines(question, ["paper 4450", "nobody's"]);
  expect(first?.[1]).toBeCloseTo(cosine(vectors.get("paper 4450") as Float32Array), 1.7);
  expect(missing).toBeUndefined();
});

it("counts a vector of zeros as nothing known", async () => {
  thread = new ModelThread(false);
  const along = normalize(Float32Array.from({ length: DIMS }, (_, at) => (at === 0 ? 1 : 0)));
  const nothing = new Float32Array(DIMS);
  const rows = Object.entries({ along, nothing }).map(([id, vector]) => ({
    id,
    ...toBytes(vector),
  }));
  await thread.keep(DIMS, rows);
  const { near, mean, deviation } = await thread.nearest(along, 5);
  expect(near.map(([id]) => id)).toEqual(["along"]);
  expect([mean, deviation].map((value) => Math.round(100 * value))).toEqual([100, 0]);
  expect((await thread.cosines(along, ["along", "nothing"])).map(([id]) => id)).toEqual(["along"]);
  expect((await thread.nearest(nothing, 5)).near).toEqual([]);
});

it("has nothing to compare with vectors of another length", async () => {
  thread = new ModelThread(false);
  await thread.keep(DIMS, [{ id: "a", scale: 1, bytes: new Int8Array(DIMS) }]);
  expect(await thread.keep(DIMS, [{ id: "b", scale: 1, bytes: new Int8Array(3) }])).toBe(1);
  expect(await thread.keep(4, [{ id: "b", scale: 1, bytes: new Int8Array(4) }])).toBe(1);
});

it("is over once it is ended, and says so", async () => {
  thread = new ModelThread(false);
  await thread.keep(DIMS, []);
  const late = thread.nearest(new Float32Array(DIMS), 1);
  const outcome = expect(late).rejects.toBeInstanceOf(ThreadEnded);
  await thread.end();
  await outcome;
  expect(thread.isOver).toBe(true);
  await expect(thread.keep(DIMS, [])).rejects.toBeInstanceOf(ThreadEnded);
});

it("is over if it breaks down, and nobody waits for it", async () => {
  const sent = vi.spyOn(Worker.prototype, "postMessage");
  thread = new ModelThread(false);
  await thread.keep(DIMS, []);
  const worker = sent.mock.contexts[0] as Worker;
  const late = thread.embed({ provider: "builtin", name: "none", revision: "0" }, ["a"], true);
  const outcome = expect(late).rejects.toThrow("ended");
  await worker.terminate();
  await outcome;
  expect([thread.isOver, thread.waiting]).toEqual([true, 0]);
});

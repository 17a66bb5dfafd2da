import { expect, it } from "vitest";
import { Rounds } from "./rounds";

/** Rounds of digests that are read one after the other, then none. */
function roundsOf(all: (string[] | Error)[], lastFew = 1) {
  const reads: number[] = [];
  const waiting = [...all];
  let given = 0;
  const read = async () => {
    reads.push(given);
    const next = waiting.shift();
    if (next instanceof Error) throw next;
    return next ?? null;
  };
  const rounds = new Rounds(read, (round) => round.join(""), lastFew);
  const next = async () => {
    const turn = await rounds.next();
    if (turn) given++;
    return turn && `${turn.one} of ${turn.check}`;
  };
  return { rounds, next, reads };
}

/** Takes digests until none is left. */
async function taken(next: () => Promise<string | null>): Promise<string[]> {
  const found: string[] = [];
  for (let one = await next(); one; one = await next()) found.push(one);
  return found;
}

it("gives each digest once, in order, with the check of its round, whoever asks", async () => {
  const { next } = roundsOf([["a", "b", "c"], [], ["d"], ["e", "f"]]);
  const connections = await Promise.all([taken(next), taken(next), taken(next)]);
  expect(connections.flat().sort()).toEqual([
    "a of abc",
    "b of abc",
    "c of abc",
    "d of d",
    "e of ef",
    "f of ef",
  ]);
  const { next: alone } = roundsOf([["a", "b"], ["c"]]);
  expect(await taken(alone)).toEqual(["a of ab", "b of ab", "c of c"]);
});

it("reads the next round while the last few are left, and looks once more when nothing is", async () => {
  const { next, reads } = roundsOf([["a", "b", "c", "d"]], 2);
  expect(await taken(next)).toHaveLength(4);
  expect(reads).toEqual([0, 1, 4]);
});

it("gives what arrives after a connection has ended to those that still ask", async () => {
  const waiting = [["a", "b"]];
  const rounds = new Rounds(async () => waiting.shift() ?? null, String, 0);
  const [slow, quick] = [await rounds.next(), await rounds.next()];
  expect([slow?.one, quick?.one]).toEqual(["a", "b"]);
  expect(await rounds.next()).toBeNull();
  // The slow connection gives its digest back.
  waiting.push(["a"]);
  expect((await rounds.next())?.one).toBe("a");
  expect(await rounds.next()).toBeNull();
});

it("throws a fault of reading only when nothing is left to send, and looks again first", async () => {
  const { next } = roundsOf([
    ["a", "b"],
    new Error("no database"),
    ["c"],
    new Error("gone"),
    new Error("gone"),
  ]);
  expect([await next(), await next(), await next()]).toEqual(["a of ab", "b of ab", "c of c"]);
  await expect(next()).rejects.toThrow("gone");
});

it("ends when it is stopped", async () => {
  const { rounds, next } = roundsOf([["a", "b"]]);
  expect(await next()).toBe("a of ab");
  rounds.stop();
  expect(await next()).toBeNull();
});

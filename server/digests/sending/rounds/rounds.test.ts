import { expect, it, vi } from "vitest";
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
  const give = (round: string[]) => waiting.push(round);
  return { rounds, next, reads, give };
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
  expect(await next()).toBeNull();
  expect(reads).toHaveLength(3);
});

it("looks again for a digest that was given back after a look found nothing", async () => {
  const { rounds, next, give } = roundsOf([["a", "b"]]);
  expect([await next(), await next(), await next()]).toEqual(["a of ab", "b of ab", null]);
  give(["a"]);
  expect(await next()).toBeNull();
  rounds.noteGivenBack();
  expect(await next()).toBe("a of a");
  rounds.stop();
  give(["b"]);
  rounds.noteGivenBack();
  expect(await next()).toBeNull();
});

it("looks again for a digest that was given back while a look was under way", async () => {
  const looks: ((found: string[] | null) => void)[] = [];
  const rounds = new Rounds(() => new Promise<string[] | null>((go) => looks.push(go)), String, 0);
  const quick = rounds.next();
  rounds.noteGivenBack();
  const slow = rounds.next();
  looks[0]?.(null);
  await vi.waitUntil(() => looks.length === 2);
  looks[1]?.(["a", "b"]);
  expect([(await quick)?.one, (await slow)?.one].sort()).toEqual(["a", "b"]);
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

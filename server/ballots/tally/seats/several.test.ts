import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RANKED, SINGLE, single } from "@/server/testing/second-opinion/elections";
import type { SingleElection } from "@/server/testing/second-opinion/one-round";
import { size } from "@/server/testing/tier";
import { readElection } from "../election";
import { atOnce } from "../slices";
import { tally } from "../tally";
import { countSeats, type SeveralResult } from "./several";

const choose = (election: object, seats: number) =>
  tally(readElection({ ...election, seats })) as SeveralResult;
const setOf = (chosen: readonly string[]) => chosen.toSorted().join(" ");
const ranking = (order: string) => [...order].map((name) => [name]);

describe("examples from the literature", () => {
  it("counts approval votes by Thiele's sequential rule", () => {
    // The example of Lackner and Skowron, Multi-Winner Voting with Approval Preferences (2023).
    const votes = Object.entries({ ab: 3, ac: 3, ad: 2, bcf: 1, e: 1, f: 1, g: 1 }).map(
      ([ticks, count]) => ({ approvals: [...ticks], count }),
    );
    const election = { rule: "approval", candidates: [..."abcdefg"], votes };
    expect(choose(election, 3)).toMatchObject({
      chosen: ["a", "b", "c"],
      rounds: [
        { scores: { a: 8, b: 4, c: 4, f: 2 }, chosen: ["a"] },
        { scores: { b: 2.5, c: 2.5, d: 1, f: 2 }, chosen: ["b"], level: ["b", "c"] },
        { scores: { c: 2, f: 1.5, g: 1 }, chosen: ["c"] },
      ],
    });
    expect(choose(election, 2).possibleChoices).toEqual([
      ["a", "b"],
      ["a", "c"],
    ]);
  });

  it("transfers votes: twenty guests choose three dishes", () => {
    const names: Record<string, string> = {
      o: "orange",
      p: "pear",
      c: "chocolate",
      s: "strawberry",
      h: "hazelnut",
    };
    const votes = Object.entries({ o: 4, po: 2, cs: 8, ch: 4, s: 1, h: 1 }).map(
      ([order, count]) => ({
        count,
        ranking: [...order].map((letter) => [names[letter]]),
      }),
    );
    expect(choose({ rule: "irv", candidates: Object.values(names), votes }, 3)).toMatchObject({
      quota: 6,
      chosen: ["chocolate", "orange", "strawberry"],
      rounds: [
        { scores: { orange: 4, pear: 2, chocolate: 12, strawberry: 1, hazelnut: 1 } },
        { scores: { orange: 4, pear: 2, strawberry: 5, hazelnut: 3 }, eliminated: "pear" },
        { scores: { orange: 6, strawberry: 5, hazelnut: 3 }, chosen: ["orange"] },
        { scores: { strawberry: 5, hazelnut: 3 }, eliminated: "hazelnut" },
        { scores: { strawberry: 5 }, chosen: ["strawberry"], exhausted: 3 },
      ],
    });
  });

  it("gives two camps of one size a paper each where the rule is proportional", () => {
    const ticks = (...many: [string, number][]) =>
      many.map(([approved, count]) => ({ approvals: [...approved], count }));
    const ticked = { candidates: [..."abxy"], votes: ticks(["ab", 5], ["xy", 4]) };
    expect(choose({ rule: "approval", ...ticked }, 2).chosen).toEqual(["a", "x"]);
    const ranked = {
      candidates: [..."abxy"],
      votes: [
        { ranking: ranking("abxy"), count: 5 },
        { ranking: ranking("xyab"), count: 4 },
      ],
    };
    expect(choose({ rule: "irv", ...ranked }, 2).chosen).toEqual(["a", "x"]);
    expect(choose({ rule: "schulze", ...ranked }, 2).chosen).toEqual(["a", "b"]);
    expect(choose({ rule: "ranked-pairs", ...ranked }, 2).chosen).toEqual(["a", "b"]);
  });

  it("repeats STAR without its winner", () => {
    const votes = [
      { scores: { a: 5, b: 4, c: 0 }, count: 3 },
      { scores: { a: 0, b: 1, c: 5 }, count: 2 },
    ];
    const { chosen } = choose({ rule: "star", candidates: [..."abc"], votes }, 2);
    expect(chosen).toEqual(["a", "b"]);
  });

  it("fills no seat if nobody voted, and every seat if somebody did", () => {
    for (const rule of ["approval", "score", "star", ...RANKED]) {
      const empty = { approval: { approvals: [] }, score: { scores: {} }, star: { scores: {} } };
      const none = empty[rule as keyof typeof empty] ?? { ranking: [] };
      expect(choose({ rule, candidates: [..."abc"], votes: [none] }, 2)).toMatchObject({
        winner: null,
        chosen: [],
        abstentions: 1,
      });
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...SINGLE).chain(single),
        fc.integer({ min: 2, max: 3 }),
        (election, seats) => {
          const { voters, chosen, ranking } = choose(election, seats);
          expect(chosen).toHaveLength(
            voters === 0 ? 0 : Math.min(seats, election.candidates.length),
          );
          expect(ranking.flat().toSorted()).toEqual(election.candidates.toSorted());
        },
      ),
      { numRuns: size(300, 3000) },
    );
  });
});

describe("one seat", () => {
  it.each(SINGLE)("is filled by the candidate that %s puts first", (rule) => {
    fc.assert(
      fc.property(single(rule), (election) => {
        const { winner } = atOnce(
          countSeats({ ...election, seats: 1 } as Parameters<typeof countSeats>[0]),
        );
        expect(winner).toBe((tally(election) as { winner: string | null }).winner);
        // Written out or left out, it is the same election.
        expect(tally(readElection({ ...election, seats: 1 }))).toEqual(tally(election));
      }),
      { numRuns: size(100, 2000) },
    );
  });
});

describe("ties", () => {
  const orders = (names: readonly string[]): string[][] =>
    names.length === 0
      ? [[]]
      : names.flatMap((name) =>
          orders(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
        );
  const byEveryOrder = (election: SingleElection, seats: number) =>
    new Set(
      orders(election.candidates).map((candidates) =>
        setOf(choose({ ...election, candidates }, seats).chosen),
      ),
    );

  it.each(SINGLE)("lead under %s to the sets that some order would choose", (rule) => {
    fc.assert(
      fc.property(single(rule), fc.integer({ min: 2, max: 3 }), (election, seats) => {
        fc.pre(election.candidates.length < 5);
        const result = choose(election, seats);
        const possible = new Set((result.possibleChoices ?? [result.chosen]).map(setOf));
        const found = byEveryOrder(election, seats);
        expect(result.possibleChoicesComplete).toBeUndefined();
        expect(possible).toContain(setOf(result.chosen));
        // Within STAR and ranked pairs, ties can be settled in ways that no one order of the candidates settles them.
        if (rule === "star" || rule === "ranked-pairs")
          for (const set of found) expect(possible).toContain(set);
        else expect(possible).toEqual(found);
      }),
      { numRuns: size(60, 600) },
    );
  });

  it("are listed up to a hundred sets, and the result says that there are more", () => {
    const candidates = Array.from({ length: 50 }, (_, at) => `c${at}`);
    const { chosen, possibleChoices, possibleChoicesComplete } = choose(
      { rule: "approval", candidates, votes: [{ approvals: candidates }] },
      2,
    );
    expect(possibleChoices?.[0]).toEqual(chosen);
    expect(possibleChoices).toHaveLength(100);
    expect(possibleChoicesComplete).toBe(false);
  });
});

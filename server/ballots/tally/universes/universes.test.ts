import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { winsByAnyOrder } from "@/server/testing/second-opinion/any-order";
import { single } from "@/server/testing/second-opinion/elections";
import { size } from "@/server/testing/tier";
import type { RankedElection, ScoredElection } from "../election";
import { tally } from "../tally";
import type { ByOrder } from "./explore";

interface Counted extends ByOrder {
  winner: string | null;
  tied: string[];
}
const count = (election: RankedElection | ScoredElection, states?: number) =>
  tally(election, states) as unknown as Counted;
/** "abc" ranks a above b above c. */
const ranks = (...votes: string[]) => votes.map((vote) => ({ ranking: [...vote].map((c) => [c]) }));
const INNER = ["ranked-pairs", "irv", "star"] as const;

for (const rule of INNER) {
  const elections = single(rule) as fc.Arbitrary<RankedElection | ScoredElection>;

  it(`${rule}: names exactly the candidates that win under some order`, () => {
    let several = 0;
    fc.assert(
      fc.property(elections, (election) => {
        const { winner, tied, ...result } = count(election);
        const possible = winsByAnyOrder(election).filter(() => winner !== null);
        if (possible.length > 1) several += 1;
        expect(result.possibleWinners ?? (winner === null ? [] : [winner])).toEqual(possible);
        expect(result.decidedByOrder ?? false).toBe(possible.length > 1);
        expect(result.possibleWinnersComplete).toBeUndefined();
        if (tied.length > 1) expect(possible.length).toBeGreaterThan(1);
        if (rule === "ranked-pairs") expect(possible).toEqual(expect.arrayContaining(tied));
      }),
      { numRuns: size(300, 3000) },
    );
    expect(several).toBeGreaterThan(size(10, 100));
  });

  it(`${rule}: another tie order changes who wins, but not who could have won`, () => {
    const cases = elections.chain((election) =>
      fc.tuple(
        fc.constant(election),
        fc.shuffledSubarray(election.candidates, { minLength: election.candidates.length }),
      ),
    );
    fc.assert(
      fc.property(cases, ([election, candidates]) => {
        const [one, two] = [count(election), count({ ...election, candidates })];
        const possible = ({ possibleWinners, winner }: Counted) =>
          new Set(possibleWinners ?? [winner]);
        expect(possible(two)).toEqual(possible(one));
        expect(possible(one)).toContain(one.winner);
      }),
      { numRuns: size(200, 2000) },
    );
  });
}

describe("ranked pairs", () => {
  it("finds three possible winners in a circle of three", () => {
    const votes = ranks("ABC", "BCA", "CAB");
    expect(count({ rule: "ranked-pairs", candidates: ["A", "B", "C"], votes })).toMatchObject({
      winner: "A",
      tied: ["A"],
      decidedByOrder: true,
      possibleWinners: ["A", "B", "C"],
    });
  });

  it("adds nothing to the result if no order changes the winner", () => {
    const votes = ranks("dabc", "dbca", "dcab");
    const result = count({ rule: "ranked-pairs", candidates: [..."abcd"], votes });
    expect(result.winner).toBe("d");
    expect(result).not.toHaveProperty("decidedByOrder");
    expect(result).not.toHaveProperty("possibleWinners");
  });
});

describe("an instant runoff", () => {
  it("takes a hundred papers without first places together", () => {
    const candidates = Array.from({ length: 102 }, (_, index) => `c${index}`);
    const votes = [{ ranking: [["c7"]] }, { ranking: [["c70"]] }];
    const result = count({ rule: "irv", candidates, votes });
    expect(result).toMatchObject({ winner: "c7", possibleWinners: ["c7", "c70"] });
    expect(result).not.toHaveProperty("possibleWinnersComplete");
  });

  it("does not tie candidates that earlier rounds tell apart", () => {
    // After d is gone, a and b have two each; b had fewer in the round before.
    const votes = ranks("ca", "ca", "ca", "ab", "ab", "ba", "db");
    const result = count({ rule: "irv", candidates: [..."abcd"], votes });
    expect(winsByAnyOrder({ rule: "irv", candidates: [..."abcd"], votes })).toEqual(
      result.possibleWinners ?? [result.winner],
    );
  });
});

describe("STAR", () => {
  it("names candidates that the tie order keeps out of the runoff", () => {
    const votes: ScoredElection["votes"] = [
      { scores: { a: 5, b: 4 } },
      { scores: { b: 4, c: 5 } },
      { scores: { c: 5, a: 5 } },
    ];
    expect(count({ rule: "star", candidates: ["a", "b", "c"], votes })).toMatchObject({
      decidedByOrder: true,
      possibleWinners: ["a", "c"],
    });
    const level = [{ scores: { a: 1, b: 1, c: 1 } }];
    expect(count({ rule: "star", candidates: ["c", "a", "b"], votes: level })).toMatchObject({
      tied: ["c", "a", "b"],
      possibleWinners: ["c", "a", "b"],
    });
  });
});

describe("more ties than can be followed", () => {
  /** Rankings of as many papers as a ballot can have, different for each member. */
  const large = (rule: RankedElection["rule"], members: number, papers = 50): RankedElection => {
    const candidates = Array.from({ length: papers }, (_, index) => `c${index}`);
    let last = 7;
    const next = (below: number) => {
      last = (last * 48271) % 2147483647;
      return last % below;
    };
    const votes = Array.from({ length: members }, () => {
      const left = [...candidates];
      return { ranking: candidates.map(() => left.splice(next(left.length), 1)) };
    });
    return { rule, candidates, votes };
  };

  it.each([
    ["irv", 50],
    ["irv", 400],
    ["ranked-pairs", 3],
    ["ranked-pairs", 9],
  ] as const)("stops with the winners found so far: %s, %s members", (rule, members) => {
    const result = count(large(rule, members));
    expect(result.possibleWinners ?? [result.winner]).toContain(result.winner);
  });

  it("says that the list is not complete if it may look at no state", () => {
    const { candidates, votes } = large("irv", 50);
    const few = count({ rule: "irv", candidates, votes }, 10);
    expect(few.possibleWinnersComplete).toBe(false);
    expect(few.possibleWinners).toContain(few.winner);
    const none = count({ rule: "irv", candidates, votes }, 0);
    expect(none).not.toHaveProperty("possibleWinners");
    expect(none.winner).toBe(few.winner);
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { tallyApproval } from "./approval";

it("counts one point for each approval", () => {
  expect(tallyApproval(["a", "b"], [["a"], ["a", "b"], []])).toEqual({
    rule: "approval",
    voters: 2,
    abstentions: 1,
    counts: [
      { candidate: "a", approvals: 2 },
      { candidate: "b", approvals: 1 },
    ],
    tied: ["a"],
    winner: "a",
  });
});

it("breaks a tie by the order of the candidates, and reports all who are tied", () => {
  const { tied, winner } = tallyApproval(["c", "a", "b"], [["a"], ["c"], ["b", "a"], ["c"]]);
  expect({ tied, winner }).toEqual({ tied: ["c", "a"], winner: "c" });
});

it("has no winner where nobody approves of anything", () => {
  expect(tallyApproval(["a"], [])).toMatchObject({ tied: [], winner: null });
  expect(tallyApproval(["a"], [[], []])).toMatchObject({ abstentions: 2, winner: null });
  expect(tallyApproval([], [])).toMatchObject({ winner: null });
});

it("names the vote that is wrong", () => {
  expect(() => tallyApproval(["a"], [["a"], ["x"]])).toThrow("Vote 1 names x");
  expect(() => tallyApproval(["a"], [["a", "a"]])).toThrow("Vote 0 names a candidate twice");
});

/** Counts again in the plainest way: each candidate for itself, the best one by going through them. */
function naive(candidates: string[], cast: string[][]) {
  const points: Record<string, number> = {};
  for (const candidate of candidates) {
    points[candidate] = cast.filter((vote) => vote.includes(candidate)).length;
  }
  let winner: string | null = null;
  for (const candidate of candidates) {
    const most = winner === null ? 0 : (points[winner] ?? 0);
    if ((points[candidate] ?? 0) > most) winner = candidate;
  }
  const tied = candidates.filter(
    (candidate) => winner !== null && points[candidate] === points[winner],
  );
  const voters = cast.filter((vote) => vote.some(() => true)).length;
  return { points, winner, tied, voters };
}

const elections = fc
  .shuffledSubarray([..."abcdefgh"], { minLength: 1 })
  .chain((candidates) =>
    fc.tuple(fc.constant(candidates), fc.array(fc.shuffledSubarray(candidates), { maxLength: 40 })),
  );
const approvalsOf = (result: ReturnType<typeof tallyApproval>, candidate: string) =>
  result.counts.find((count) => count.candidate === candidate)?.approvals;

it("agrees with a plain count", () => {
  fc.assert(
    fc.property(elections, ([candidates, cast]) => {
      const { winner, tied, voters, counts } = tallyApproval(candidates, cast);
      const plain = naive(candidates, cast);
      const points = Object.fromEntries(counts.map((count) => [count.candidate, count.approvals]));
      expect({ points, winner, tied, voters }).toEqual(plain);
    }),
    { numRuns: size(200, 1000) },
  );
});

it("loses no vote and invents none", () => {
  fc.assert(
    fc.property(elections, ([candidates, cast]) => {
      const { voters, abstentions, counts } = tallyApproval(candidates, cast);
      expect(voters + abstentions).toBe(cast.length);
      expect(counts.map(({ candidate }) => candidate)).toEqual(candidates);
      expect(counts.reduce((sum, { approvals }) => sum + approvals, 0)).toBe(cast.flat().length);
    }),
  );
});

it("does not depend on the order of the votes, or of the approvals in them", () => {
  const shuffled = elections.chain(([candidates, cast]) =>
    fc.tuple(
      fc.constant(candidates),
      fc.constant(cast),
      fc.shuffledSubarray(cast, { minLength: cast.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([candidates, cast, order]) => {
      const turned = order.map((vote) => vote.toReversed());
      expect(tallyApproval(candidates, turned)).toEqual(tallyApproval(candidates, cast));
    }),
  );
});

it("does not take the win from who gets one more approval", () => {
  fc.assert(
    fc.property(elections, ([candidates, cast]) => {
      const { winner } = tallyApproval(candidates, cast);
      fc.pre(winner !== null);
      const added = tallyApproval(candidates, [...cast, [winner]]);
      expect(added.winner).toBe(winner);
      expect(added.tied).toEqual([winner]);
    }),
  );
});

it("chooses the same without those who lost", () => {
  fc.assert(
    fc.property(elections, fc.nat(), ([candidates, cast], which) => {
      const result = tallyApproval(candidates, cast);
      const losers = candidates.filter((candidate) => candidate !== result.winner);
      const gone = losers[which % Math.max(1, losers.length)];
      const without = tallyApproval(
        candidates.filter((candidate) => candidate !== gone),
        cast.map((vote) => vote.filter((candidate) => candidate !== gone)),
      );
      expect(without.winner).toBe(result.winner);
      for (const { candidate, approvals } of without.counts) {
        expect(approvals).toBe(approvalsOf(result, candidate));
      }
    }),
  );
});

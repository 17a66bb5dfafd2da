import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { type ApprovalElection, readElection } from "../election";
import { atOnce } from "../slices";
import { approval } from "./approval";

/** Counts votes, each given as a list of approved candidates. */
function count(candidates: readonly string[], cast: readonly (readonly string[])[]) {
  const votes = cast.map((approvals) => ({ approvals: [...approvals] }));
  const election = readElection({ rule: "approval", candidates: [...candidates], votes });
  return atOnce(approval(election as ApprovalElection));
}

it("counts one point for each approval", () => {
  expect(count(["a", "b"], [["a"], ["a", "b"], []])).toMatchObject({
    rule: "approval",
    voters: 2,
    abstentions: 1,
    scores: { a: 2, b: 1 },
    tied: ["a"],
    winner: "a",
  });
});

it("breaks a tie by the order of the candidates, and reports all who are tied", () => {
  const { tied, winner } = count(["c", "a", "b"], [["a"], ["c"], ["b", "a"], ["c"]]);
  expect({ tied, winner }).toEqual({ tied: ["c", "a"], winner: "c" });
});

it("has no winner if nobody approves of anything", () => {
  expect(count(["a"], [])).toMatchObject({ tied: [], winner: null });
  expect(count(["a"], [[], []])).toMatchObject({ abstentions: 2, winner: null });
});

it("names the vote that is wrong", () => {
  expect(() => count(["a"], [["a"], ["x"]])).toThrow("votes[1].approvals[0]");
  expect(() => count(["a"], [["a", "a"]])).toThrow("votes[0].approvals[1]");
});

/** Counts again in the simplest way: one candidate after the other, then the best of them. */
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
it("agrees with a plain count", () => {
  fc.assert(
    fc.property(elections, ([candidates, cast]) => {
      const { winner, tied, voters, scores } = count(candidates, cast);
      expect({ points: scores, winner, tied, voters }).toEqual(naive(candidates, cast));
    }),
    { numRuns: size(200, 1000) },
  );
});

it("loses no vote and invents none", () => {
  fc.assert(
    fc.property(elections, ([candidates, cast]) => {
      const { voters, abstentions, scores } = count(candidates, cast);
      expect(voters + abstentions).toBe(cast.length);
      expect(Object.keys(scores).toSorted()).toEqual(candidates.toSorted());
      const sum = Object.values(scores).reduce((points, score) => points + score, 0);
      expect(sum).toBe(cast.flat().length);
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
      expect(count(candidates, turned)).toEqual(count(candidates, cast));
    }),
  );
});

it("does not take the win from a candidate that gets one more approval", () => {
  fc.assert(
    fc.property(elections, ([candidates, cast]) => {
      const { winner } = count(candidates, cast);
      fc.pre(winner !== null);
      const added = count(candidates, [...cast, [winner]]);
      expect(added.winner).toBe(winner);
      expect(added.tied).toEqual([winner]);
    }),
  );
});

it("chooses the same winner if the losers do not stand", () => {
  fc.assert(
    fc.property(elections, fc.nat(), ([candidates, cast], which) => {
      const result = count(candidates, cast);
      const losers = candidates.filter((candidate) => candidate !== result.winner);
      const gone = losers[which % Math.max(1, losers.length)];
      const without = count(
        candidates.filter((candidate) => candidate !== gone),
        cast.map((vote) => vote.filter((candidate) => candidate !== gone)),
      );
      expect(without.winner).toBe(result.winner);
      for (const [candidate, score] of Object.entries(without.scores))
        expect(score).toBe(result.scores[candidate]);
    }),
  );
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { tallyApproval } from "./approval";

const CANDIDATES = ["a", "b", "c", "d"];
const votes = fc.array(fc.subarray(CANDIDATES), { maxLength: 30 });

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

it("does not depend on the order of the votes, and lets nobody win with fewer approvals", () => {
  fc.assert(
    fc.property(votes, fc.nat(), (cast, turn) => {
      const result = tallyApproval(CANDIDATES, cast);
      const at = cast.length === 0 ? 0 : turn % cast.length;
      expect(tallyApproval(CANDIDATES, [...cast.slice(at), ...cast.slice(0, at)])).toEqual(result);
      const won =
        result.counts.find(({ candidate }) => candidate === result.winner)?.approvals ?? 0;
      for (const { candidate } of result.counts) {
        expect(cast.filter((vote) => vote.includes(candidate)).length).toBeLessThanOrEqual(won);
      }
    }),
  );
});

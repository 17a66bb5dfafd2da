import { describe, expect, it } from "vitest";
import { isOverTime, type StoredElection, startOf, tallyStored } from "../../tally/stored";
import { computeLines, computeShares, plainWinner, type Round, selectShown } from "./rules";

const range = (size: number) => Array.from({ length: size }, (_, index) => index);

/** Weekly ballots with carried weights in which nine members always want one thing and three another. */
function weeks(rule: StoredElection["rule"], count: number) {
  const many = range(9).map((one) => `many${one}`);
  const few = range(3).map((one) => `few${one}`);
  let carried: Record<string, string> = {};
  const rounds: Round[] = [];
  for (let week = 0; week < count; week++) {
    const candidates = ["m", "t"];
    const votes = [...many, ...few].map((voter) => ({
      receipt: voter,
      approvals: [voter.startsWith("many") ? "m" : "t"],
    }));
    const over = isOverTime(rule) ? { carried } : {};
    const result = tallyStored({ rule, candidates, votes, ...over });
    if ("exact" in result) carried = result.exact.after;
    rounds.push({
      candidates,
      winner: result.winner ?? "",
      votes,
      ticked: new Map(votes.map(({ receipt, approvals }) => [receipt, approvals])),
    });
  }
  return computeShares(rounds, [...many, ...few]);
}

describe("a lasting minority of one quarter over 40 weeks", () => {
  it.each(["perpetual-consensus", "perpetual-pav", "perpetual-quota"] as const)(
    "gets its quarter by %s, and nothing by plain approval of the same votes",
    (rule) => {
      for (const { personId, voted, won, plain } of weeks(rule, 40)) {
        const few = personId.startsWith("few");
        expect({ voted, won, plain }, personId).toEqual({
          voted: 40,
          won: few ? 10 : 30,
          plain: few ? 0 : 40,
        });
      }
    },
  );

  it("gets nothing if the group votes by plain approval", () => {
    for (const { personId, won, plain } of weeks("approval", 40)) {
      expect(won).toBe(plain);
      expect(won).toBe(personId.startsWith("few") ? 0 : 40);
    }
  });
});

it("counts only the ballots on which a member ticked something", () => {
  const votes = [{ approvals: ["a"] }, { approvals: ["b"] }, { approvals: ["a"] }];
  const round: Round = {
    candidates: ["a", "b"],
    winner: "b",
    votes,
    ticked: new Map([["ada", ["b"]]]),
  };
  expect(plainWinner(round)).toBe("a");
  expect(computeShares([round, { ...round, ticked: new Map() }], ["ada", "bo"])).toEqual([
    { personId: "ada", voted: 1, won: 1, plain: 0 },
    { personId: "bo", voted: 0, won: 0, plain: 0 },
  ]);
  expect(plainWinner({ candidates: ["a"], votes: [{ approvals: [] }] })).toBeNull();
});

it("starts each member's line at the start weight, and continues it while they do not vote", () => {
  const carried = [
    { ballotId: "2", personId: "ada", after: "3/2" },
    { ballotId: "4", personId: "ada", after: "-1/3" },
  ];
  expect(
    computeLines(["1", "2", "3", "4"], carried, ["ada", "bo"], startOf("perpetual-pav")),
  ).toEqual([
    { personId: "ada", values: [1, 1.5, 1.5, -1 / 3] },
    { personId: "bo", values: [1, 1, 1, 1] },
  ]);
});

describe("the members shown", () => {
  const share = (personId: string, voted: number) => ({ personId, voted, won: 0, plain: 0 });
  const shown = (named: boolean, ...votes: number[]) => [
    ...selectShown(
      votes.map((voted, at) => share(at === 0 ? "me" : `other${at}`, voted)),
      "me",
      named,
    ),
  ];
  it.each([
    ["by name: all who voted", true, [1, 1, 0], ["me", "other1"]],
    [
      "secret: others with enough votes, if they are enough",
      false,
      [1, 5, 5, 5, 4],
      ["me", "other1", "other2", "other3"],
    ],
    ["secret: nobody else where they would be known", false, [9, 9, 9], ["me"]],
    [
      "secret: not the viewer either before she voted",
      false,
      [0, 9, 9, 9],
      ["other1", "other2", "other3"],
    ],
  ])("%s", (_, named, votes, ids) => {
    expect(shown(named, ...votes)).toEqual(ids);
  });
});

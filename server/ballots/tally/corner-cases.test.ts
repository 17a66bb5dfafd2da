import fc from "fast-check";
import { expect, it } from "vitest";
import { shuffledRankings } from "@/server/testing/fixtures/rankings";
import { ranked, SINGLE, single } from "@/server/testing/second-opinion/elections";
import { size } from "@/server/testing/tier";
import { type Election, readElection } from "./election";
import { tally } from "./tally";

/** For each kind of rule, an empty vote and the strongest vote for the only candidate, a. */
function votesFor(rule: (typeof SINGLE)[number]) {
  if (rule === "approval") return { empty: { approvals: [] }, forA: { approvals: ["a"] } };
  if (rule === "score" || rule === "star")
    return { empty: { scores: {} }, forA: { scores: { a: 5 } } };
  return { empty: { ranking: [] }, forA: { ranking: [["a"]] } };
}

const count = (rule: string, candidates: string[], votes: object[]) =>
  tally(readElection({ rule, candidates, votes }));

for (const rule of SINGLE) {
  const { empty, forA } = votesFor(rule);

  it(`${rule}: nobody wins and nobody is ahead if nobody votes`, () => {
    for (const votes of [[], [empty, { ...empty, count: 3 }]]) {
      expect(count(rule, ["b", "a"], votes)).toMatchObject({
        winner: null,
        tied: [],
        ranking: [["b", "a"]],
        voters: 0,
      });
    }
    expect(count(rule, ["a"], [empty, { ...empty, count: 3 }])).toMatchObject({ abstentions: 4 });
    expect(count(rule, [], [])).toMatchObject({ winner: null, tied: [], ranking: [] });
    expect(count(rule, [], [empty])).toMatchObject({ winner: null, abstentions: 1 });
  });

  it(`${rule}: a single candidate wins with one vote`, () => {
    expect(count(rule, ["a"], [forA, empty])).toMatchObject({
      winner: "a",
      tied: ["a"],
      ranking: [["a"]],
      voters: 1,
      abstentions: 1,
    });
  });

  it(`${rule}: an abstention changes nothing else`, () => {
    fc.assert(
      fc.property(single(rule), (election) => {
        const more = { ...election, votes: [empty, ...election.votes, empty] } as Election;
        const { abstentions, ...rest } = tally(election) as { abstentions: number };
        expect(tally(more)).toEqual({ ...rest, abstentions: abstentions + 2 });
      }),
    );
  });

  it(`${rule}: the tied candidates are the first tier of the ranking, and the first of them wins`, () => {
    fc.assert(
      fc.property(single(rule), (election) => {
        const { winner, tied, ranking, voters } = tally(election) as never as {
          winner: string | null;
          tied: string[];
          ranking: string[][];
          voters: number;
        };
        expect(winner).toBe(tied[0] ?? null);
        if (voters > 0) expect(ranking[0]).toEqual(tied);
        expect(ranking.flat().sort()).toEqual([...election.candidates].sort());
        const inOrder = (names: string[]) => election.candidates.filter((c) => names.includes(c));
        for (const tier of ranking) expect(tier).toEqual(inOrder(tier));
      }),
      { numRuns: size(100, 500) },
    );
  });
}

it("reports all candidates if all are tied, and lets the tie order choose", () => {
  const all = ["c", "a", "b"];
  const one = (name: string) => ({ ranking: [[name]] });
  for (const rule of ["plurality", "borda", "irv", "schulze", "ranked-pairs"]) {
    for (const votes of [[{ ranking: [["a", "b", "c"]] }], all.map(one)]) {
      expect(count(rule, all, votes)).toMatchObject({ winner: "c", tied: all, ranking: [all] });
    }
  }
  expect(count("approval", all, [{ approvals: all }])).toMatchObject({ winner: "c", tied: all });
  for (const rule of ["score", "star"]) {
    for (const points of [0, 5]) {
      const votes = [{ scores: { a: points, b: points, c: points } }];
      expect(count(rule, all, votes)).toMatchObject({ winner: "c", tied: all });
    }
  }
});

it("counts a vote of zeros: giving everybody the same score is not an abstention", () => {
  expect(count("score", ["a", "b"], [{ scores: { b: 0 } }])).toMatchObject({
    voters: 1,
    winner: "a",
    tied: ["a", "b"],
  });
});

it("skips empty tiers, and takes a vote of nothing else for an abstention", () => {
  fc.assert(
    fc.property(ranked("plurality"), (election) => {
      const without = election.votes.map((vote) => ({
        ...vote,
        ranking: vote.ranking.filter((tier) => tier.length > 0),
      }));
      expect(tally({ ...election, votes: without })).toEqual(tally(election));
    }),
  );
  expect(count("irv", ["a"], [{ ranking: [[], []] }])).toMatchObject({ voters: 0, abstentions: 1 });
});

it("takes any name for a candidate", () => {
  const names = ["__proto__", "constructor", "10", "2", "a b"];
  const votes = JSON.parse('[{"scores":{"__proto__":5,"10":1}},{"scores":{"constructor":4}}]');
  const result = count("star", names, votes);
  expect(result).toMatchObject({ winner: "__proto__", runoff: { finalists: names.slice(0, 2) } });
  expect(Object.keys((result as { scores: object }).scores).sort()).toEqual([...names].sort());
  expect(count("schulze", names, [{ ranking: [["2"], ["__proto__"]] }])).toMatchObject({
    winner: "2",
    ranking: [["2"], ["__proto__"], ["constructor", "10", "a b"]],
  });
});

it("irv: breaks a tie for the last place by earlier rounds, then by the tie order, and reports it", () => {
  const rank = (names: string, count: number) => ({ count, ranking: [...names].map((n) => [n]) });
  // b and c have 4 each once d is out; c had 4 before as well, b only 3.
  const result = count(
    "irv",
    ["a", "b", "c", "d"],
    [rank("a", 6), rank("b", 3), rank("c", 4), rank("db", 1)],
  );
  expect(result).toMatchObject({ eliminated: ["d", "b"], settledByOrder: [] });
  const untold = count("irv", ["a", "c", "b"], [rank("a", 2), rank("b", 1), rank("ca", 1)]);
  expect(untold).toMatchObject({
    winner: "a",
    eliminated: ["b"],
    settledByOrder: [{ round: 0, level: ["c", "b"], eliminated: "b" }],
  });
  const even = count("irv", ["b", "a"], [rank("a", 1), rank("ba", 1)]);
  expect(even).toMatchObject({
    winner: "b",
    tied: ["b", "a"],
    rounds: [{ exhausted: 0 }, { counts: { b: 1 }, exhausted: 1 }],
  });
});

it("irv: reports in fractions where votes go, and how many name no remaining candidate", () => {
  const result = count(
    "irv",
    ["a", "b", "c"],
    [
      { count: 3, ranking: [["a"]] },
      { count: 3, ranking: [["b"]] },
      { count: 1, ranking: [["c"], ["a", "b"]] },
      { count: 1, ranking: [["c"]] },
    ],
  );
  expect(result).toMatchObject({
    transfers: [{ from: "c", to: { a: 0.5, b: 0.5 }, exhausted: 1 }, { from: "b" }],
    tied: ["a", "b"],
  });
});

it("star: breaks equal sums by pairwise wins, and reports it if the tie order chose", () => {
  const scores = (a: number, b: number, c: number) => ({ scores: { a, b, c } });
  // Sums 5, 5, 6: b beats a.
  const chosen = count(
    "star",
    ["a", "b", "c"],
    [scores(5, 0, 2), scores(0, 2, 2), scores(0, 3, 2)],
  );
  expect(chosen).toMatchObject({ runoff: { finalists: ["c", "b"] }, leftOutByOrder: [] });
  const even = count("star", ["a", "b", "c"], [scores(1, 2, 5), scores(2, 1, 5)]);
  expect(even).toMatchObject({ runoff: { finalists: ["c", "a"] }, leftOutByOrder: ["b"] });
});

it("star: a runoff of equals goes to the higher sum, then to the tie order", () => {
  const scores = (a: number, b: number) => ({ scores: { a, b } });
  const bySum = count("star", ["a", "b"], [scores(1, 0), scores(0, 5)]);
  expect(bySum).toMatchObject({ winner: "b", tied: ["b"], runoff: { finalists: ["b", "a"] } });
  const byOrder = count("star", ["b", "a"], [scores(1, 0), scores(0, 1)]);
  expect(byOrder).toMatchObject({ winner: "b", tied: ["b", "a"] });
});

it("counts votes without rounding, up to the largest exact double", () => {
  const most = 2 ** 53 - 3;
  const result = count(
    "borda",
    ["a", "b"],
    [
      { count: most, ranking: [["a"], ["b"]] },
      { count: 1, ranking: [["b"], ["a"]] },
      { count: 1, ranking: [["a", "b"]] },
    ],
  );
  // Exactly 2^53 - 2.5, which is not a double; 2^53 - 2 and 2^53 - 3 are equally near, so it becomes the even one.
  expect(result).toMatchObject({ scores: { a: 2 ** 53 - 2, b: 1.5 } });
  expect(count("score", ["a"], [{ count: 2 ** 52 - 1, scores: { a: 5 } }])).toMatchObject({
    scores: { a: Number(5n * (2n ** 52n - 1n)) },
  });
});

it("counts a hundred candidates and thousands of rankings under Schulze", () => {
  const election = shuffledRankings(100, size(500, 10_000));
  const { voters, ranking } = tally(readElection(election)) as never as {
    voters: number;
    ranking: string[][];
  };
  expect(voters).toBe(election.votes.length);
  expect(ranking.flat().toSorted()).toEqual(election.candidates.toSorted());
});

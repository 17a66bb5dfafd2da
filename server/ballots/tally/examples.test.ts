import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type RankedElection, readElection } from "./election";
import { tally } from "./tally";

const in4 = (...ranking: string[]) => ranking.map((name) => [name]);

/** The capital of Tennessee: 42, 26, 15 and 17 of a hundred live near each city, and rank by distance. */
const TENNESSEE = {
  candidates: ["Memphis", "Nashville", "Chattanooga", "Knoxville"],
  votes: [
    { count: 42, ranking: in4("Memphis", "Nashville", "Chattanooga", "Knoxville") },
    { count: 26, ranking: in4("Nashville", "Chattanooga", "Knoxville", "Memphis") },
    { count: 15, ranking: in4("Chattanooga", "Knoxville", "Nashville", "Memphis") },
    { count: 17, ranking: in4("Knoxville", "Chattanooga", "Nashville", "Memphis") },
  ],
};

/** Schulze's paper of 2011, example 1: 45 voters, a circle among five. */
const SCHULZE_45 = {
  candidates: ["A", "B", "C", "D", "E"],
  votes: Object.entries({
    ACBED: 5,
    ADECB: 5,
    BEDAC: 8,
    CABED: 3,
    CAEBD: 7,
    CBADE: 2,
    DCEBA: 7,
    EBADC: 8,
  }).map(([order, count]) => ({ count, ranking: in4(...order) })),
};

describe("the capital of Tennessee", () => {
  const by = (rule: RankedElection["rule"]) => tally({ rule, ...TENNESSEE });

  it("goes to Memphis by first choices, to Knoxville by runoffs, to Nashville by pairs and points", () => {
    const winners = (["plurality", "irv", "borda", "schulze", "ranked-pairs"] as const).map(
      (rule) => [rule, (by(rule) as { winner: string }).winner],
    );
    expect(Object.fromEntries(winners)).toEqual({
      plurality: "Memphis",
      irv: "Knoxville",
      borda: "Nashville",
      schulze: "Nashville",
      "ranked-pairs": "Nashville",
    });
  });

  it("shows the points", () => {
    expect(by("borda")).toMatchObject({
      voters: 100,
      abstentions: 0,
      scores: { Memphis: 126, Nashville: 194, Chattanooga: 173, Knoxville: 107 },
    });
  });

  it("shows the runoffs, and the transfers from each eliminated candidate", () => {
    expect(by("irv")).toMatchObject({
      eliminated: ["Chattanooga", "Nashville"],
      ranking: [["Knoxville"], ["Memphis"], ["Nashville"], ["Chattanooga"]],
      transfers: [
        { from: "Chattanooga", to: { Knoxville: 15 }, exhausted: 0 },
        { from: "Nashville", to: { Knoxville: 26 }, exhausted: 0 },
      ],
      settledByOrder: [],
    });
  });

  it("locks all pairs, the largest first", () => {
    const { steps } = by("ranked-pairs") as unknown as { steps: object[] };
    expect(steps).toHaveLength(6);
    expect(steps[0]).toEqual({
      winner: "Chattanooga",
      loser: "Knoxville",
      for: 83,
      against: 17,
      locked: true,
    });
  });
});

describe("Schulze's example of 45 voters", () => {
  it("ranks E before A, C, B and D, as in the paper", () => {
    const result = tally({ rule: "schulze", ...SCHULZE_45 });
    expect(result).toMatchObject({
      winner: "E",
      ranking: [["E"], ["A"], ["C"], ["B"], ["D"]],
      pairwise: { A: { B: 20 }, B: { D: 33 }, E: { A: 23, D: 31 } },
      strengths: { A: { C: 28, E: 24 }, D: { A: 25 }, E: { A: 25, D: 31 } },
    });
  });

  it("shows strongest paths that are as strong as it says", () => {
    const { paths, pairwise, strengths } = tally({ rule: "schulze", ...SCHULZE_45 }) as never as {
      paths: { against: string; there: string[]; back: string[] }[];
      pairwise: Record<string, Record<string, number>>;
      strengths: Record<string, Record<string, number>>;
    };
    const weakest = (path: string[]) =>
      Math.min(...path.slice(1).map((to, index) => pairwise[path[index] ?? ""]?.[to] ?? 0));
    expect(paths.map(({ against }) => against)).toEqual(["A", "B", "C", "D"]);
    for (const { against, there, back } of paths) {
      expect([there[0], there.at(-1), back[0], back.at(-1)]).toEqual(["E", against, against, "E"]);
      expect(weakest(there)).toBe(strengths.E?.[against]);
      expect(weakest(back)).toBe(strengths[against]?.E);
    }
  });
});

// Published test vectors, if there is a folder of them beside this repository.
const beside = resolve(import.meta.dirname, "../../../..");
const vectors = readdirSync(beside)
  .map((folder) => join(beside, folder, "spec", "voting_examples.json"))
  .filter((file) => existsSync(file));

for (const file of vectors) {
  const { cases } = JSON.parse(readFileSync(file, "utf8"));
  for (const [index, { name, election, expected }] of cases.entries()) {
    it(`vector ${index}: ${name}`, () => {
      const result = tally(readElection(election));
      const parts = Object.keys(expected).map((key) => [key, result[key as keyof typeof result]]);
      expect(Object.fromEntries(parts)).toEqual(expected);
    });
  }
}

import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { readElection } from "../election";
import { tally } from "../tally";
import type { SeveralResult } from "./several";

const NAMES = [..."abcdef"];
const seats = fc.integer({ min: 2, max: 3 });
const candidates = fc.shuffledSubarray(NAMES, { minLength: 4 });
const choose = (election: object) => tally(readElection(election)) as SeveralResult;

/** Whether a group is large enough to be promised a candidate of its own. */
const isFullShare = (group: number, voters: number, wanted: number) => group * wanted >= voters;

describe("justified representation", () => {
  const ticked = candidates.chain((standing) =>
    fc.record({
      candidates: fc.constant(standing),
      votes: fc.array(fc.record({ approvals: fc.shuffledSubarray(standing) }), {
        minLength: 1,
        maxLength: 12,
      }),
      seats,
    }),
  );

  function leftOut(
    {
      candidates,
      votes,
      seats: wanted,
    }: { candidates: string[]; votes: { approvals: string[] }[]; seats: number },
    chosen: readonly string[],
  ) {
    const voting = votes.filter(({ approvals }) => approvals.length > 0);
    return candidates.filter((candidate) => {
      const without = voting.filter(
        ({ approvals }) =>
          approvals.includes(candidate) && !approvals.some((name) => chosen.includes(name)),
      );
      return voting.length > 0 && isFullShare(without.length, voting.length, wanted);
    });
  }

  it("holds under approval: no full share that agrees on a paper goes without one", () => {
    fc.assert(
      fc.property(ticked, (election) => {
        expect(leftOut(election, choose({ rule: "approval", ...election }).chosen)).toEqual([]);
      }),
      { numRuns: size(1000, 20_000) },
    );
  });

  it("holds under scores of 5 and 0, which choose what ticks would", () => {
    fc.assert(
      fc.property(ticked, (election) => {
        const votes = election.votes.map(({ approvals }) => ({
          scores: Object.fromEntries(approvals.map((name) => [name, 5])),
        }));
        const { chosen } = choose({ ...election, rule: "score", votes });
        expect(chosen).toEqual(choose({ rule: "approval", ...election }).chosen);
      }),
      { numRuns: size(300, 3000) },
    );
  });

  it("would fail if the two papers with most ticks were chosen", () => {
    const votes = [..."xxxyyy"].map((camp) => ({ approvals: camp === "x" ? ["a", "b"] : ["c"] }));
    const more = [...votes, { approvals: ["a", "b"] }];
    expect(leftOut({ candidates: NAMES, votes: more, seats: 2 }, ["a", "b"])).toEqual([]);
    expect(leftOut({ candidates: NAMES, votes, seats: 2 }, ["a", "b"])).toEqual(["c"]);
  });
});

const ordered = candidates.chain((standing) =>
  fc.record({
    candidates: fc.constant(standing),
    votes: fc.array(
      fc.shuffledSubarray(standing, { minLength: 1 }).map((order) => ({
        ranking: order.map((name) => [name]),
      })),
      { minLength: 1, maxLength: 14 },
    ),
    seats,
  }),
);
interface Ordered {
  candidates: string[];
  votes: { ranking: string[][] }[];
  seats: number;
}

describe("the single transferable vote", () => {
  it("gives every group of one quota that ranks some papers above all others one of them, of two quotas two", () => {
    fc.assert(
      fc.property(ordered, (election) => {
        const { chosen, quota = 0, voters } = choose({ rule: "irv", ...election });
        expect(quota).toBe(Math.floor(voters / (election.seats + 1)) + 1);
        const groups = new Map<string, number>();
        for (const { ranking } of election.votes)
          for (let many = 1; many <= ranking.length; many++) {
            const top = ranking.slice(0, many).flat().toSorted().join();
            groups.set(top, (groups.get(top) ?? 0) + 1);
          }
        for (const [top, voted] of groups) {
          const own = top.split(",");
          const due = Math.min(own.length, Math.floor(voted / quota));
          expect(chosen.filter((name) => own.includes(name)).length).toBeGreaterThanOrEqual(due);
        }
      }),
      { numRuns: size(1000, 20_000) },
    );
  });

  it("chooses whom a count with one surplus at a time chooses", () => {
    fc.assert(
      fc.property(ordered, (election) => {
        const { chosen } = choose({ rule: "irv", ...election });
        expect(chosen.toSorted()).toEqual(countSlowly(election).toSorted());
      }),
      { numRuns: size(500, 10_000) },
    );
  });
});

/** The same rule written plainly for rankings without equals, as returning officers count: one pile per candidate. */
function countSlowly({ candidates, votes, seats }: Ordered): string[] {
  const zero = new Fraction(0);
  const quota = Math.floor(votes.length / (seats + 1)) + 1;
  const papers = votes.map(({ ranking }) => ({ order: ranking.flat(), value: new Fraction(1) }));
  const piles = new Map(candidates.map((name) => [name, [] as typeof papers]));
  const hopeful = new Set(candidates);
  const elected: string[] = [];
  const waiting: string[] = [];
  const stages: Map<string, Fraction>[] = [];
  const deal = (some: typeof papers) => {
    for (const paper of some) {
      const next = paper.order.find((name) => hopeful.has(name));
      if (next) piles.get(next)?.push(paper);
    }
  };
  const total = (name: string) =>
    (piles.get(name) ?? []).reduce((sum, { value }) => sum.add(value), zero);
  deal(papers);
  while (elected.length < seats && hopeful.size > seats - elected.length) {
    const totals = new Map([...hopeful].map((name) => [name, total(name)]));
    const reached = [...hopeful].filter((name) => total(name).gte(quota));
    for (const name of reached.toSorted((a, b) => total(b).compare(total(a)))) {
      hopeful.delete(name);
      elected.push(name);
      waiting.push(name);
    }
    const first = waiting.shift();
    if (first !== undefined) {
      const all = total(first);
      const pile = piles.get(first) ?? [];
      piles.set(first, []);
      for (const paper of pile) paper.value = paper.value.mul(all.sub(quota)).div(all);
      deal(pile);
      if (reached.length > 0) stages.unshift(totals);
      continue;
    }
    const out = lastOf([...hopeful], [totals, ...stages]);
    stages.unshift(totals);
    hopeful.delete(out);
    deal(piles.get(out) ?? []);
    piles.delete(out);
  }
  return elected.length < seats ? [...elected, ...hopeful] : elected;
}

function lastOf(names: string[], stages: readonly Map<string, Fraction>[]): string {
  let level = names;
  for (const stage of stages) {
    const of = (name: string) => stage.get(name) ?? new Fraction(0);
    const least = level.map(of).reduce((a, b) => (a.lt(b) ? a : b));
    level = level.filter((name) => of(name).equals(least));
  }
  return level.at(-1) ?? "";
}

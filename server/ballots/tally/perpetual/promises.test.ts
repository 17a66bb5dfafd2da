/** The promises of the rules over time, on thousands of random histories. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { histories, PERPETUAL } from "@/server/testing/second-opinion/elections";
import { size } from "@/server/testing/tier";
import type { PerpetualElection, PerpetualRound } from "../election";
import { tally } from "../tally";
import type { PerpetualResult } from "./history";

type Rule = PerpetualElection["rule"];
const run = (rule: Rule, rounds: PerpetualRound[]) =>
  (tally({ rule, rounds }) as PerpetualResult).rounds;
const winners = (rule: Rule, rounds: PerpetualRound[]) => run(rule, rounds).map((r) => r.winner);
/** A history counted by plain approval in every round. */
const plainWinners = (rounds: PerpetualRound[]) =>
  rounds.map((round) => {
    const votes = round.votes.map(({ approvals }) => ({ approvals }));
    return (tally({ rule: "approval", candidates: round.candidates, votes }) as { winner: string })
      .winner;
  });

const range = (length: number) => Array.from({ length }, (_, index) => index);
const after = (rounds: ReturnType<typeof run>) => rounds.at(-1)?.after ?? {};

/** One round in which each camp wants its own candidate. */
function campRound(
  sizes: number[],
  candidates = sizes.map((_, camp) => `c${camp}`),
): PerpetualRound {
  const votes = sizes.flatMap((members, camp) =>
    range(members).map((one) => ({ voter: `${camp}/${one}`, approvals: [`c${camp}`] })),
  );
  return { candidates, votes };
}

const camps = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });

for (const rule of PERPETUAL) {
  it(`${rule}: after every n rounds, fixed camps have decided their share of them`, () => {
    const cases = camps.chain((sizes) => {
      const n = sizes.reduce((a, b) => a + b, 0);
      const order = fc.shuffledSubarray(
        sizes.map((_, camp) => `c${camp}`),
        { minLength: sizes.length },
      );
      return fc.tuple(fc.constant(sizes), fc.array(order, { minLength: 3 * n, maxLength: 3 * n }));
    });
    fc.assert(
      fc.property(cases, ([sizes, orders]) => {
        const n = orders.length / 3;
        const won = winners(
          rule,
          orders.map((order) => campRound(sizes, order)),
        );
        for (const k of [1, 2, 3]) {
          const shares = sizes.map(
            (_, camp) => won.slice(0, k * n).filter((winner) => winner === `c${camp}`).length,
          );
          expect(shares).toEqual(sizes.map((members) => k * members));
        }
      }),
      { numRuns: size(100, 1000) },
    );
  });

  it(`${rule}: neither the order of votes nor abstaining voters change a round`, () => {
    fc.assert(
      fc.property(histories(rule), ({ rounds }) => {
        const result = run(rule, rounds);
        const turned = rounds.map((round) => ({ ...round, votes: round.votes.toReversed() }));
        expect(run(rule, turned)).toEqual(result);
        const silent = rounds.map((round) => ({
          ...round,
          votes: round.votes.filter(({ approvals }) => approvals.length > 0),
        }));
        expect(run(rule, silent)).toEqual(result);
      }),
      { numRuns: size(100, 1000) },
    );
  });

  it(`${rule}: voters who sit out neither gain nor pay, and new voters start as everybody did`, () => {
    const start = rule === "perpetual-quota" ? 0 : 1;
    fc.assert(
      fc.property(histories(rule), ({ rounds }) => {
        const result = run(rule, rounds);
        const gone = (name: string, from: number) => rounds[from]?.left?.includes(name) ?? false;
        for (const [index, { weights, after }] of result.entries()) {
          const before = result[index - 1]?.after ?? {};
          for (const [voter, carries] of Object.entries(after)) {
            if (!(voter in weights)) expect(carries).toBe(before[voter]);
          }
          for (const [voter, weight] of Object.entries(weights)) {
            const fresh = !(voter in before) || gone(voter, index);
            if (rule === "perpetual-quota") {
              const had = fresh ? start : (before[voter] ?? Number.NaN);
              expect(weight).toBeGreaterThanOrEqual(Math.max(0, had));
            } else {
              expect(weight).toBe(Math.max(0, fresh ? start : (before[voter] ?? Number.NaN)));
            }
          }
        }
      }),
      { numRuns: size(100, 1000) },
    );
  });

  it(`${rule}: a round without votes has no winner and changes nobody's weight`, () => {
    const before = campRound([2, 1]);
    const empty = { candidates: ["x"], votes: [{ voter: "0/0", approvals: [] }] };
    const rounds = run(rule, [before, empty]);
    expect(rounds[1]).toEqual({
      winner: null,
      tied: [],
      scores: { x: 0 },
      weights: {},
      after: rounds[0]?.after,
    });
    expect(tally({ rule, rounds: [before, empty] })).toMatchObject({
      turnout: [
        { voters: 3, abstentions: 0 },
        { voters: 0, abstentions: 1 },
      ],
    });
    expect(tally({ rule, rounds: [] })).toEqual({ rule, rounds: [], turnout: [] });
  });

  it(`${rule}: voters who leave are dropped with all they carried`, () => {
    const gone = { ...campRound([3]), left: ["1/0", "never seen"] };
    const [first, second, third] = run(rule, [campRound([3, 1]), gone, campRound([3, 1])]);
    expect(first?.after).toHaveProperty("1/0");
    expect(second?.after).not.toHaveProperty("1/0");
    expect(third?.weights["1/0"]).toBe(rule === "perpetual-quota" ? 1 / 4 : 1);
  });
}

it("plain approval leaves a lasting quarter with nothing; the rules over time give it its quarter", () => {
  const rounds = range(40).map(() => campRound([9, 3]));
  expect(plainWinners(rounds).filter((winner) => winner === "c1")).toHaveLength(0);
  for (const rule of PERPETUAL) {
    expect(winners(rule, rounds).filter((winner) => winner === "c1")).toHaveLength(10);
  }
});

/**
 * With the same n voters in every round all weights together are n, and each stays above 1 - n, so
 * none reaches n + (n - 1)². A voter who never wins gains 1 in each round, and so waits less than n² rounds.
 */
it("perpetual-consensus: nobody who votes in every round waits n² rounds", () => {
  const cases = fc.integer({ min: 1, max: 5 }).chain((n) => {
    const approvals = fc.subarray(["a", "b", "c", "d"], { minLength: 1 });
    const round = fc.tuple(...range(n).map(() => approvals)).map((all) => ({
      candidates: ["a", "b", "c", "d"],
      votes: all.map((approvals, voter) => ({ voter: `v${voter}`, approvals })),
    }));
    // Voter 0 votes alone against all the others.
    const alone = fc.constant<PerpetualRound>({
      candidates: ["a", "b"],
      votes: range(n).map((voter) => ({
        voter: `v${voter}`,
        approvals: [voter === 0 ? "b" : "a"],
      })),
    });
    return fc.array(fc.oneof(round, { arbitrary: alone, weight: 3 }), { maxLength: 3 * n * n });
  });
  fc.assert(
    fc.property(cases, (rounds) => {
      const n = rounds[0]?.votes.length ?? 0;
      const waits = range(n).map(() => 0);
      for (const [index, winner] of winners("perpetual-consensus", rounds).entries()) {
        for (const [voter, { approvals }] of (rounds[index]?.votes ?? []).entries()) {
          waits[voter] = approvals.includes(winner ?? "") ? 0 : (waits[voter] ?? 0) + 1;
          expect(waits[voter]).toBeLessThan(n * n);
        }
      }
    }),
    { numRuns: size(100, 1000) },
  );
});

it("perpetual-pav: a voter who won for long waits for long, so no bound is promised", () => {
  for (const long of [5, 10, 20]) {
    const content = range(long).map(() => ({
      candidates: ["a"],
      votes: [{ voter: "u", approvals: ["a"] }],
    }));
    const apart = range(long).map(() => ({
      candidates: ["a", "b"],
      votes: [
        { voter: "u", approvals: ["a"] },
        { voter: "v", approvals: ["b"] },
      ],
    }));
    expect(new Set(winners("perpetual-pav", [...content, ...apart]).slice(long))).toEqual(
      new Set(["b"]),
    );
  }
});

/** All voters so far approve the same single candidate. */
const agreed = (voters: string[]): PerpetualRound => ({
  candidates: ["z", "same"],
  votes: voters.map((voter) => ({ voter, approvals: ["same"] })),
});

it("perpetual-quota: a unanimous round costs nobody anything", () => {
  fc.assert(
    fc.property(histories("perpetual-quota"), ({ rounds }) => {
      const before = after(run("perpetual-quota", rounds));
      const voters = Object.keys(before);
      fc.pre(voters.length > 0);
      expect(after(run("perpetual-quota", [...rounds, agreed(voters)]))).toEqual(before);
    }),
    { numRuns: size(100, 1000) },
  );
});

it("perpetual-consensus: a unanimous round costs nobody anything if nobody is in debt", () => {
  let checked = 0;
  fc.assert(
    fc.property(histories("perpetual-consensus"), ({ rounds }) => {
      const before = after(run("perpetual-consensus", rounds));
      const now = after(run("perpetual-consensus", [...rounds, agreed(Object.keys(before))]));
      const carried = Object.values(before);
      if (carried.length > 0 && carried.every((one) => one <= 0)) {
        // With nobody to pay, all gain 1.
        for (const [voter, one] of Object.entries(before))
          expect(now[voter]).toBeCloseTo(one + 1, 9);
        return;
      }
      if (carried.some((one) => one <= 0)) {
        // Members in debt gain 1 as always, and pay nothing. The others pay their share, so that the sum stays the same.
        const all = (carried: object) => Object.values(carried).reduce((a, b) => a + b, 0);
        expect(all(now)).toBeCloseTo(all(before), 9);
        return;
      }
      checked += Object.keys(before).length > 0 ? 1 : 0;
      expect(now).toEqual(before);
    }),
    { numRuns: size(100, 1000) },
  );
  expect(checked).toBeGreaterThan(size(5, 50));
});

it("perpetual-consensus: if all voters are in debt, all candidates are tied and nobody pays", () => {
  // u alone pays 2 out of 1; then u votes alone.
  const rounds = run("perpetual-consensus", [
    campRound([1, 1]),
    { candidates: ["x", "y"], votes: [{ voter: "0/0", approvals: ["y"] }] },
  ]);
  expect(rounds[0]?.after).toEqual({ "0/0": 0, "1/0": 2 });
  expect(rounds[1]).toEqual({
    winner: "x",
    tied: ["x", "y"],
    scores: { x: 0, y: 0 },
    weights: { "0/0": 0 },
    after: { "0/0": 1, "1/0": 2 },
  });
});

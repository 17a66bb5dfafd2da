import { expect, it } from "vitest";
import { drawer, size } from "@/server/testing/tier";
import { RULES } from "./election";
import type { Slices } from "./slices";
import { countStored, type StoredElection, tallyStored } from "./stored";

const CANDIDATES = Array.from({ length: 12 }, (_, at) => `c${at}`);
const draw = drawer();

/** Votes that suit every rule, each in a different order. */
function electionOf(rule: StoredElection["rule"], votes: number): StoredElection {
  const answer = () => {
    const left = [...CANDIDATES];
    const order = CANDIDATES.map(() => left.splice(Math.floor(draw() * left.length), 1));
    if (rule === "approval" || rule.startsWith("perpetual"))
      return { approvals: order.slice(0, 4).flat() };
    if (rule === "score" || rule === "star")
      return { scores: Object.fromEntries(order.map(([name], at) => [name, at % 6])) };
    return { ranking: order };
  };
  return {
    rule,
    candidates: CANDIDATES,
    votes: Array.from({ length: votes }, (_, at) => ({ receipt: `r${at}`, ...answer() })),
  };
}

function slicesOf<Result>(work: Slices<Result>) {
  for (let slices = 1; ; slices += 1) {
    const { done, value } = work.next();
    if (done) return { slices, value };
  }
}

it.each(RULES)(
  "%s: many votes are counted in more slices than few, with the same result",
  (rule) => {
    const many = electionOf(rule, size(2000, 20_000));
    const few = electionOf(rule, 100);
    const counted = slicesOf(countStored(many));
    expect(counted.value).toEqual(tallyStored(many));
    const least = slicesOf(countStored(few, [], 0)).slices;
    // Reading and casting stop after each 500 votes.
    expect(slicesOf(countStored(many, [], 0)).slices - least).toBeGreaterThanOrEqual(
      (2 * many.votes.length) / 500 - 2,
    );
  },
);

it("pauses while it follows ties, however few votes there are", () => {
  const candidates = Array.from({ length: 50 }, (_, at) => `c${at}`);
  const votes = Array.from({ length: 50 }, (_, at) => ({
    receipt: `r${at}`,
    ranking: [...candidates.slice(at), ...candidates.slice(0, at)].map((name) => [name]),
  }));
  const election = { rule: "irv" as const, candidates, votes };
  const without = slicesOf(countStored(election, [], 0)).slices;
  expect(slicesOf(countStored(election)).slices).toBeGreaterThan(without + 3);
});

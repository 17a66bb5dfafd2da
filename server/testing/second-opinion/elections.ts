import fc from "fast-check";
import type {
  ApprovalElection,
  PerpetualElection,
  PerpetualRound,
  RankedElection,
  ScoredElection,
} from "@/server/ballots/tally/election";
import type { SingleElection } from "./one-round";

/**
 * Small elections for the tests, full of ties: few candidates in an order different from that of their
 * names, few votes, partial rankings, equal ranks, empty tiers, abstentions.
 */
export const RANKED = ["plurality", "borda", "irv", "schulze", "ranked-pairs"] as const;
export const SINGLE = ["approval", "score", "star", ...RANKED] as const;
export const PERPETUAL = ["perpetual-consensus", "perpetual-pav", "perpetual-quota"] as const;

const NAMES = ["a", "b", "c", "d", "e"];
const count = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
const candidates = fc.shuffledSubarray(NAMES, { minLength: 1 });

/** Makes a ranking from heights: 0 is best, and -1 is not named. */
function rankings(candidates: string[]): fc.Arbitrary<string[][]> {
  const height = fc.integer({ min: -1, max: candidates.length - 1 });
  const heights = fc.array(height, { minLength: candidates.length, maxLength: candidates.length });
  const ties = heights.map((at) =>
    candidates.map((_, tier) => candidates.filter((__, index) => at[index] === tier)),
  );
  const strict = fc.shuffledSubarray(candidates).map((order) => order.map((name) => [name]));
  return fc.oneof(
    ties,
    ties.map((tiers) => tiers.filter((tier) => tier.length > 0)),
    strict,
    fc.constant<string[][]>([]),
  );
}

function votesOf<Vote>(vote: fc.Arbitrary<Vote>) {
  const counted = fc.tuple(vote, count).map(([vote, count]) => ({ ...vote, count }));
  return fc.array(counted, { maxLength: 7 });
}

export function ranked(rule: RankedElection["rule"]): fc.Arbitrary<RankedElection> {
  return candidates.chain((candidates) =>
    votesOf(fc.record({ ranking: rankings(candidates) })).map((votes) => ({
      rule,
      candidates,
      votes,
    })),
  );
}

const approvals: fc.Arbitrary<ApprovalElection> = candidates.chain((candidates) =>
  votesOf(fc.record({ approvals: fc.shuffledSubarray(candidates) })).map((votes) => ({
    rule: "approval",
    candidates,
    votes,
  })),
);

/** Scores mostly at the ends and in the middle, so that sums are often equal. */
function scored(rule: ScoredElection["rule"]): fc.Arbitrary<ScoredElection> {
  const score = fc.constantFrom(0, 1, 2, 3, 4, 5, 5, 5);
  return candidates.chain((candidates) => {
    const named = fc.subarray(candidates).chain((names) =>
      fc.tuple(...names.map(() => score)).map((scores) => ({
        scores: Object.fromEntries(names.map((name, index) => [name, scores[index] ?? 0])),
      })),
    );
    return votesOf(named).map((votes) => ({ rule, candidates, votes }));
  });
}

export function single(rule: SingleElection["rule"]): fc.Arbitrary<SingleElection> {
  if (rule === "approval") return approvals;
  return rule === "score" || rule === "star" ? scored(rule) : ranked(rule);
}

const VOTERS = ["u", "v", "w", "x", "y"];

/** Histories in which people join, sit out, abstain, leave and come back. */
export function histories(rule: PerpetualElection["rule"]): fc.Arbitrary<PerpetualElection> {
  const round: fc.Arbitrary<PerpetualRound> = fc
    .tuple(candidates, fc.shuffledSubarray(VOTERS))
    .chain(([candidates, voters]) =>
      fc.record({
        candidates: fc.constant(candidates),
        votes: fc.tuple(
          ...voters.map((voter) =>
            fc.shuffledSubarray(candidates).map((approvals) => ({ voter, approvals })),
          ),
        ),
        left: fc.option(fc.subarray(VOTERS, { maxLength: 1 }), { nil: undefined, freq: 4 }),
      }),
    );
  return fc.array(round, { maxLength: 10 }).map((rounds) => ({ rule, rounds }));
}

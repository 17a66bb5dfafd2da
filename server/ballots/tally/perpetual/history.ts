import type Fraction from "fraction.js";
import type { PerpetualElection, PerpetualRound } from "../election";
import { nearest, ZERO } from "../exact";
import { byName, type Numbers, namesOf, tiersBy } from "../outcome";
import { eachOf, type Slices } from "../slices";

/** A perpetual rule: what a voter carries, one exact number, on its way through a round. */
export interface PerpetualRule {
  /** What everybody starts with, whenever she joins. */
  start: Fraction;
  /** What she has when the votes of a round are counted. */
  arrive(carried: Fraction, support: Support): Fraction;
  /** What she carries on. */
  leave(arrived: Fraction, round: Settled): Fraction;
}

/** How many of the round's voters are behind the best supported candidate that a voter approves. */
export interface Support {
  largest: number;
  voters: number;
}

export interface Settled {
  /** Whether she approved the winner. */
  won: boolean;
  voters: number;
  /** How many of those who approved the winner had a weight above 0. */
  payers: number;
}

/** One round; numbers are those nearest to the exact ones. */
export interface RoundResult {
  winner: string | null;
  tied: string[];
  /** The sum of its approvers' weights for each candidate. */
  scores: Numbers;
  /** What each voter's vote counted in this round. */
  weights: Numbers;
  /** What everybody who ever voted, and has not left, carries on. */
  after: Numbers;
}

export interface PerpetualResult {
  rule: PerpetualElection["rule"];
  rounds: RoundResult[];
  /** For each round how many voted, and how many sent an empty vote. */
  turnout: { voters: number; abstentions: number }[];
}

/**
 * Runs a rule through a history: in every round the candidate wins whose approvers' weights are most
 * together. Only who casts a non-empty vote is a voter of the round; who sits out keeps what she
 * carried, who leaves loses it, and who joins starts as everybody started. (Lackner, _Perpetual
 * voting: fairness in long-term decision making_, AAAI 2020; Lackner and Maly, _Perpetual voting: the
 * axiomatic lens_, AAAI 2023.)
 */
export function* runThrough(
  rounds: readonly PerpetualRound[],
  rule: PerpetualRule,
): Slices<Omit<PerpetualResult, "rule">> {
  const carried = new Map<string, Fraction>();
  const results: RoundResult[] = [];
  for (const round of rounds) results.push((yield* decide(round, rule, carried)).result);
  return {
    rounds: results,
    turnout: rounds.map(({ votes }) => {
      const voters = voting(votes).length;
      return { voters, abstentions: votes.length - voters };
    }),
  };
}

/** A round with what doubles cannot hold. */
export interface DecidedRound {
  result: RoundResult;
  /** Tiers by score; one tier of all where nobody voted. */
  ranking: string[][];
  /** What each voter's vote counted. */
  weights: Map<string, Fraction>;
}

/** Decides one round. @param carried by voter, exactly; changed by the round */
export function* decide(
  { candidates, votes, left }: PerpetualRound,
  rule: PerpetualRule,
  carried: Map<string, Fraction>,
): Slices<DecidedRound> {
  for (const voter of left ?? []) carried.delete(voter);
  const voters = voting(votes);
  const approvers = supporters(candidates, voters);
  yield;
  const arrived: Fraction[] = [];
  yield* eachOf(voters, ({ voter, approvals }) => {
    const behind = approvals.map((candidate) => approvers.get(candidate)?.length ?? 0);
    const support = { largest: Math.max(...behind), voters: voters.length };
    arrived.push(rule.arrive(carried.get(voter) ?? rule.start, support));
  });
  const weights = arrived.map((weight) => (weight.gt(0) ? weight : ZERO));
  const scores: Fraction[] = [];
  for (const candidate of candidates) {
    let score = ZERO;
    yield* eachOf(approvers.get(candidate) ?? [], (index) => {
      score = score.add(weights[index] ?? ZERO);
    });
    scores.push(score);
  }
  const all = [...candidates.keys()];
  const tiers = tiersBy(all, (x, y) => (scores[x] ?? ZERO).compare(scores[y] ?? ZERO));
  const tied = voters.length === 0 ? [] : namesOf(candidates, tiers[0] ?? []);
  const winner = tied[0] ?? null;
  const winning = new Set(winner === null ? [] : approvers.get(winner));
  const payers = [...winning].filter((index) => weights[index]?.gt(0)).length;
  yield* eachOf(voters, ({ voter }, index) => {
    const settled = { won: winning.has(index), voters: voters.length, payers };
    carried.set(voter, rule.leave(arrived[index] ?? rule.start, settled));
  });
  const counted = new Map(voters.map(({ voter }, index) => [voter, weights[index] ?? ZERO]));
  const rounded = (exact: Map<string, Fraction>) =>
    Object.fromEntries([...exact].map(([voter, number]) => [voter, nearest(number)]));
  return {
    result: {
      winner,
      tied,
      scores: byName(candidates, all, (place) => nearest(scores[place] ?? ZERO)),
      weights: rounded(counted),
      after: rounded(carried),
    },
    ranking: tiers.map((tier) => namesOf(candidates, tier)),
    weights: counted,
  };
}

type Vote = PerpetualRound["votes"][number];

function voting(votes: readonly Vote[]): Vote[] {
  return votes.filter(({ approvals }) => approvals.length > 0);
}

/** For each candidate who approves it, by position among the voters. */
function supporters(candidates: readonly string[], voters: readonly Vote[]) {
  const approvers = new Map(candidates.map((candidate): [string, number[]] => [candidate, []]));
  for (const [index, { approvals }] of voters.entries()) {
    for (const candidate of approvals) approvers.get(candidate)?.push(index);
  }
  return approvers;
}

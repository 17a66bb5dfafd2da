import type Fraction from "fraction.js";
import type { PerpetualElection, PerpetualRound } from "../election";
import { nearestDouble, ZERO } from "../exact";
import { byName, type Numbers, namesOf, tiersBy } from "../outcome";
import { eachOf, type Slices } from "../slices";

/** A perpetual rule: how one exact number that a voter carries changes in a round. */
export interface PerpetualRule {
  /** The number of every voter at the start, whenever they join. */
  start: Fraction;
  /** The weight of the vote when a round is counted. */
  arrive(carried: Fraction, support: Support): Fraction;
  /** The number that the voter carries on. */
  leave(arrived: Fraction, round: Settled): Fraction;
}

/** How many voters of the round support the best supported candidate that this voter approves. */
export interface Support {
  largest: number;
  voters: number;
}

export interface Settled {
  /** Whether the voter approved the winner. */
  won: boolean;
  voters: number;
  /** Approvers of the winner with a weight above 0. */
  payers: number;
}

/** One round, with the doubles nearest to the exact numbers. */
export interface RoundResult {
  winner: string | null;
  tied: string[];
  /** The sum of its approvers' weights for each candidate. */
  scores: Numbers;
  /** The weight of each voter's vote in this round. */
  weights: Numbers;
  /** Numbers carried on by all who ever voted and have not left. */
  after: Numbers;
}

export interface PerpetualResult {
  rule: PerpetualElection["rule"];
  rounds: RoundResult[];
  /** Non-empty and empty votes of each round. */
  turnout: { voters: number; abstentions: number }[];
}

/**
 * Runs a rule through a history. In every round the winner is the candidate whose approvers have the most weight
 * together. Only people who cast a non-empty vote are voters of the round. Those who sit out keep what they
 * carried, those who leave lose it, and those who join start like everybody else. (Lackner, _Perpetual
 * voting: fairness in long-term decision making_, AAAI 2020; Lackner and Maly, _Perpetual voting: the
 * axiomatic lens_, AAAI 2023.)
 */
export function* replayRounds(
  rounds: readonly PerpetualRound[],
  rule: PerpetualRule,
): Slices<Omit<PerpetualResult, "rule">> {
  const carried = new Map<string, Fraction>();
  const results: RoundResult[] = [];
  for (const round of rounds) results.push((yield* decideRound(round, rule, carried)).result);
  return {
    rounds: results,
    turnout: rounds.map(({ votes }) => {
      const voters = voting(votes).length;
      return { voters, abstentions: votes.length - voters };
    }),
  };
}

/** A round with exact numbers that doubles cannot hold. */
export interface DecidedRound {
  result: RoundResult;
  /** Tiers by score; one tier of all if nobody voted. */
  ranking: string[][];
  /** The weight of each voter's vote. */
  weights: Map<string, Fraction>;
}

/** Decides one round. @param carried by voter, exactly; changed by the round */
export function* decideRound(
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
    Object.fromEntries([...exact].map(([voter, number]) => [voter, nearestDouble(number)]));
  return {
    result: {
      winner,
      tied,
      scores: byName(candidates, all, (place) => nearestDouble(scores[place] ?? ZERO)),
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

/** Approvers of each candidate, by position among the voters. */
function supporters(candidates: readonly string[], voters: readonly Vote[]) {
  const approvers = new Map(candidates.map((candidate): [string, number[]] => [candidate, []]));
  for (const [index, { approvals }] of voters.entries()) {
    for (const candidate of approvals) approvers.get(candidate)?.push(index);
  }
  return approvers;
}

import Fraction from "fraction.js";
import { z } from "zod";
import { type Election, electionIn, type PerpetualRule as OverTime, PERPETUAL } from "./election";
import { Malformed, type Place } from "./malformed";
import type { Outcome } from "./outcome";
import { consensus } from "./perpetual/consensus";
import { decideRound, type PerpetualRule, type RoundResult } from "./perpetual/history";
import { pav } from "./perpetual/pav";
import { quota } from "./perpetual/quota";
import type { SeveralResult } from "./seats/several";
import { atOnce, type Slices } from "./slices";
import { countInSlices, type Result } from "./tally";
import { type ByOrder, MOST_STATES } from "./universes/explore";

/** Votes in the order of their receipts, which tells neither the voter nor the time. */
export type StoredVote = { receipt: string } & Record<string, unknown>;

/** The election that was counted when a ballot closed, and that its record publishes. */
export interface StoredElection {
  rule: Election["rule"];
  /** In tie order. */
  candidates: string[];
  /** How many papers were to be chosen, if more than one. */
  seats?: number;
  votes: StoredVote[];
  /** Under a rule over time: carried weights by receipt, as exact fractions ("3/4"). */
  carried?: Record<string, string>;
}

/** One round under a rule over time. */
export interface StoredRound extends Outcome, RoundResult {
  rule: OverTime;
  /** `weights` and `after` as exact fractions. */
  exact: { weights: Record<string, string>; after: Record<string, string> };
}

/** The result of a closed ballot that chose one paper, with its explanation. */
export type SingleResult = (
  | Exclude<Result, { rounds: RoundResult[] } | SeveralResult>
  | StoredRound
) &
  ByOrder;

/** The result of a closed ballot, with its explanation. */
export type StoredResult = SingleResult | SeveralResult;

const OVER_TIME: Record<OverTime, PerpetualRule> = {
  "perpetual-consensus": consensus,
  "perpetual-pav": pav,
  "perpetual-quota": quota,
};

/** Whether a rule looks at more than one ballot. */
export function isOverTime(rule: string): rule is OverTime {
  return (PERPETUAL as readonly string[]).includes(rule);
}

const storedElection = z.object({
  rule: z.string(),
  candidates: z.array(z.unknown()),
  seats: z.unknown().optional(),
  votes: z.array(z.looseObject({ receipt: z.string().min(1) })),
  carried: z.record(z.string(), z.string().regex(/^-?\d{1,400}(\/[1-9]\d{0,400})?$/)).optional(),
});

/**
 * Reads and counts the election of a record.
 * @param at where in a larger file it stands, for the error
 * @param states how many to look at for other possible winners
 * @throws Malformed with the place of the first thing that is wrong
 */
export function tallyStored(input: unknown, at: Place = [], states = MOST_STATES): StoredResult {
  return atOnce(countStored(input, at, states));
}

/** Reads and counts the election of a record, in slices. @throws Malformed */
export function* countStored(
  input: unknown,
  at: Place = [],
  states = MOST_STATES,
): Slices<StoredResult> {
  const { success, data, error } = storedElection.safeParse(input);
  if (!success) {
    const [issue] = error.issues;
    throw new Malformed([...at, ...((issue?.path ?? []) as Place)], issue?.message ?? "is wrong");
  }
  yield;
  const seen = new Set<string>();
  const twice = data.votes.findIndex(({ receipt }) => seen.has(receipt) || !seen.add(receipt));
  if (twice >= 0) throw new Malformed([...at, "votes", twice, "receipt"], "is there twice");
  const { rule, candidates, seats, carried = {} } = data;
  if (isOverTime(rule)) {
    const votes = data.votes.map(({ receipt, ...vote }) => ({ ...vote, voter: receipt }));
    const read = yield* electionIn({ rule, rounds: [{ candidates, votes }] }, at);
    return yield* countRound(rule, read, carried);
  }
  const votes = data.votes.map(({ receipt: _, ...vote }) => vote);
  const read = yield* electionIn({ rule, candidates, seats, votes }, at);
  return (yield* countInSlices(read, states)) as StoredResult;
}

function* countRound(
  rule: OverTime,
  election: Election,
  carried: Record<string, string>,
): Slices<StoredRound> {
  const [round] = "rounds" in election ? election.rounds : [];
  if (!round) throw new RangeError("There is no round.");
  const voting = round.votes.filter(({ approvals }) => approvals.length > 0);
  const bringing = new Map<string, Fraction>();
  for (const { voter } of voting) {
    const brought = Object.hasOwn(carried, voter) ? carried[voter] : undefined;
    if (brought !== undefined) bringing.set(voter, new Fraction(brought));
  }
  const { result, ranking, weights } = yield* decideRound(round, OVER_TIME[rule], bringing);
  return {
    rule,
    ...result,
    ranking,
    voters: voting.length,
    abstentions: round.votes.length - voting.length,
    exact: { weights: fractions(weights), after: fractions(bringing) },
  };
}

function fractions(exact: Map<string, Fraction>): Record<string, string> {
  return Object.fromEntries([...exact].map(([voter, number]) => [voter, number.toFraction()]));
}

/** The weight that every member starts with under a rule over time, as an exact fraction. */
export function startOf(rule: OverTime): string {
  return OVER_TIME[rule].start.toFraction();
}

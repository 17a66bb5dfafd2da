// Elections that choose several candidates: which way each rule fills the seats, and what comes out.
import Fraction from "fraction.js";
import { SCORE_MAX } from "../../votes/rules";
import { castApprovals, castRankings, castScores } from "../cast";
import type { ApprovalElection, RankedElection, ScoredElection } from "../election";
import { nearestDouble } from "../exact";
import { borda } from "../methods/borda";
import { plurality } from "../methods/plurality";
import { rankedPairs } from "../methods/ranked-pairs";
import { type SchulzeResult, schulze } from "../methods/schulze";
import { byName, type Numbers, nameOf, namesOf } from "../outcome";
import type { Slices } from "../slices";
import { MOST_STATES } from "../universes/explore";
import { type Filled, type Filling, fillInTieOrder, findChoices, type Passed } from "./filling";
import {
  fillByLighterVotes,
  fillByPoints,
  fillByRanking,
  fillByRepeating,
  pointsOfScores,
  pointsOfTicks,
} from "./one-by-one";
import { droopQuota, fillByTransfers } from "./transferring";

type OneRound = ApprovalElection | RankedElection | ScoredElection;
type OfRule<Election extends OneRound> = Election extends OneRound
  ? {
      [Rule in Election["rule"]]: Omit<Election, "rule"> & { rule: Rule; seats: number };
    }[Election["rule"]]
  : never;

/** The result of an election that chooses several candidates. */
export interface SeveralResult {
  rule: OneRound["rule"];
  seats: number;
  voters: number;
  abstentions: number;
  /** The first of `chosen`; null if nobody voted. */
  winner: string | null;
  /** In the order in which the seats were filled; empty if nobody voted. */
  chosen: string[];
  /** Tiers: first the chosen ones, each alone, then the others, best first. */
  ranking: string[][];
  /** The Droop quota, under the single transferable vote. */
  quota?: number;
  rounds: SeatRound[];
  /** All sets that could have been chosen, if only the tie order decided; each in tie order. */
  possibleChoices?: string[][];
  /** False if there were too many ties to follow. The sets found are still possible. */
  possibleChoicesComplete?: false;
  /** Comparisons in pairs, under Schulze's rule and ranked pairs. */
  pairwise?: SchulzeResult["pairwise"];
}

/** One round: a seat is filled, or, where votes are transferred, a candidate drops out. */
export interface SeatRound {
  /** The points or votes of each candidate that was left; null under rules that compare candidates in pairs. */
  scores: Numbers | null;
  chosen: string[];
  eliminated?: string;
  /** Votes that name no candidate who is left. */
  exhausted?: number;
  /** Candidates between which only the tie order decided. */
  level?: string[];
}

/** Counts an election for several seats. @param states how many to look at for other possible choices; none for 0 */
export function* countSeats(
  election: OfRule<OneRound>,
  states = MOST_STATES,
): Slices<SeveralResult> {
  switch (election.rule) {
    case "approval": {
      const cast = yield* castApprovals(election);
      const { seats, candidates } = election;
      const filling = fillByLighterVotes(candidates.length, pointsOfTicks(cast), 1, seats);
      return yield* resultOf(election, cast, filling, states);
    }
    case "score": {
      const cast = yield* castScores(election);
      const { seats, candidates } = election;
      const points = pointsOfScores(cast);
      const filling = fillByLighterVotes(candidates.length, points, SCORE_MAX, seats);
      return yield* resultOf(election, cast, filling, states);
    }
    case "irv": {
      const cast = yield* castRankings(election);
      const { seats } = election;
      const result = yield* resultOf(election, cast, fillByTransfers(cast, seats), states);
      return { ...result, quota: droopQuota(cast.voters, seats) };
    }
    case "plurality":
    case "borda": {
      const single = yield* election.rule === "borda" ? borda(election) : plurality(election);
      const points = election.candidates.map((name) => new Fraction(single.scores[name] ?? 0));
      return yield* resultOf(election, single, fillByPoints(points), states);
    }
    case "schulze": {
      const single = yield* schulze(election);
      const ranking = single.ranking.map((tier) =>
        tier.map((name) => election.candidates.indexOf(name)),
      );
      const result = yield* resultOf(election, single, fillByRanking(ranking), states);
      return { ...result, pairwise: single.pairwise };
    }
    case "star": {
      const cast = yield* castScores(election);
      return yield* resultOf(election, cast, fillByRepeating(election, states), states);
    }
    case "ranked-pairs": {
      const cast = yield* castRankings(election);
      const { pairwise } = yield* rankedPairs(election, 0);
      const result = yield* resultOf(election, cast, fillByRepeating(election, states), states);
      return { ...result, pairwise };
    }
  }
}

function* resultOf<State extends Filled>(
  { rule, seats, candidates }: OneRound & { seats: number },
  { voters, abstentions }: { voters: number; abstentions: number },
  filling: Filling<State>,
  states: number,
): Slices<SeveralResult> {
  const counted = { rule, seats, voters, abstentions };
  if (voters === 0) {
    const ranking = candidates.length > 0 ? [[...candidates]] : [];
    return { ...counted, winner: null, chosen: [], ranking, rounds: [] };
  }
  const passed = yield* fillInTieOrder(filling, seats);
  const places = passed.at(-1)?.after.chosen ?? [];
  const chosen = namesOf(candidates, places);
  const tie = passed.some(({ step }) => step.level.length > 1 || !step.complete);
  const { choices, complete } =
    tie && states > 0
      ? yield* findChoices(filling, seats, states)
      : { choices: [], complete: true };
  const several = choices.length > 1 || !complete;
  return {
    ...counted,
    winner: chosen[0] ?? null,
    chosen,
    ranking: rankingOf(passed, places).map((tier) => namesOf(candidates, tier)),
    rounds: passed.map((one) => roundOf(candidates, one)),
    ...(several ? { possibleChoices: choices.map((choice) => namesOf(candidates, choice)) } : {}),
    ...(complete ? {} : { possibleChoicesComplete: false }),
  };
}

function rankingOf<State extends Filled>(
  passed: readonly Passed<State>[],
  chosen: readonly number[],
): number[][] {
  const out = passed.flatMap(({ step }) => step.round.eliminated ?? []);
  const left = (passed.at(-1)?.step.round.tiers ?? [])
    .map((tier) => tier.filter((place) => !chosen.includes(place)))
    .filter((tier) => tier.length > 0);
  return [...chosen.map((place) => [place]), ...left, ...out.toReversed().map((place) => [place])];
}

function roundOf<State extends Filled>(
  candidates: readonly string[],
  { step, before, after }: Passed<State>,
): SeatRound {
  const { scores, eliminated, exhausted } = step.round;
  const tied = step.level.toSorted((x, y) => x - y);
  return {
    scores:
      scores &&
      byName(candidates, [...scores.keys()], (place) =>
        nearestDouble(scores.get(place) ?? new Fraction(0)),
      ),
    chosen: namesOf(candidates, after.chosen.slice(before.chosen.length)),
    ...(eliminated === undefined ? {} : { eliminated: nameOf(candidates, eliminated) }),
    ...(exhausted === undefined ? {} : { exhausted: nearestDouble(exhausted) }),
    ...(tied.length > 1 ? { level: namesOf(candidates, tied) } : {}),
  };
}

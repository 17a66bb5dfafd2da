import type { Election } from "./election";
import { approval } from "./methods/approval";
import { borda } from "./methods/borda";
import { type IrvResult, irv } from "./methods/irv";
import { plurality } from "./methods/plurality";
import { type RankedPairsResult, rankedPairs } from "./methods/ranked-pairs";
import { type SchulzeResult, schulze } from "./methods/schulze";
import { score } from "./methods/score";
import { type StarResult, star } from "./methods/star";
import { consensus } from "./perpetual/consensus";
import { type PerpetualResult, replayRounds } from "./perpetual/history";
import { pav } from "./perpetual/pav";
import { quota } from "./perpetual/quota";
import type { PointsResult } from "./points";
import { countSeats, type SeveralResult } from "./seats/several";
import { atOnce, type Slices } from "./slices";
import { MOST_STATES } from "./universes/explore";

export type Result =
  | PointsResult
  | IrvResult
  | SchulzeResult
  | RankedPairsResult
  | StarResult
  | PerpetualResult
  | SeveralResult;

/**
 * Counts an election. @returns the result with its explanation
 * @param election as `readElection` gives it
 * @param states how many to look at for other possible winners, if the tie order decided inside
 * the rule; none for 0
 */
export function tally(election: Election, states = MOST_STATES): Result {
  return atOnce(countInSlices(election, states));
}

/** Counts an election in slices. @param states how many to look at, as in `tally` */
export function* countInSlices(election: Election, states: number): Slices<Result> {
  if ("seats" in election && election.seats !== undefined && election.seats > 1)
    return yield* countSeats({ ...election, seats: election.seats }, states);
  switch (election.rule) {
    case "plurality":
      return yield* plurality(election);
    case "approval":
      return yield* approval(election);
    case "score":
      return yield* score(election);
    case "borda":
      return yield* borda(election);
    case "irv":
      return yield* irv(election, states);
    case "schulze":
      return yield* schulze(election);
    case "ranked-pairs":
      return yield* rankedPairs(election, states);
    case "star":
      return yield* star(election);
    case "perpetual-consensus":
      return { rule: election.rule, ...(yield* replayRounds(election.rounds, consensus)) };
    case "perpetual-pav":
      return { rule: election.rule, ...(yield* replayRounds(election.rounds, pav)) };
    case "perpetual-quota":
      return { rule: election.rule, ...(yield* replayRounds(election.rounds, quota)) };
  }
}

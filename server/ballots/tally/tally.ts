import { approval } from "./approval";
import { borda } from "./borda";
import type { Election } from "./election";
import { type IrvResult, irv } from "./irv";
import { consensus } from "./perpetual/consensus";
import { type PerpetualResult, runThrough } from "./perpetual/history";
import { pav } from "./perpetual/pav";
import { quota } from "./perpetual/quota";
import { plurality } from "./plurality";
import type { PointsResult } from "./points";
import { type RankedPairsResult, rankedPairs } from "./ranked-pairs";
import { type SchulzeResult, schulze } from "./schulze";
import { score } from "./score";
import { type StarResult, star } from "./star";
import { MOST_STATES } from "./universes/explore";

export type Result =
  | PointsResult
  | IrvResult
  | SchulzeResult
  | RankedPairsResult
  | StarResult
  | PerpetualResult;

/**
 * The result of an election, with its explanation.
 * @param election as `readElection` gives it
 * @param states how many to look at for who else could have won where an order of equals decided inside
 * the rule; none for 0
 */
export function tally(election: Election, states = MOST_STATES): Result {
  switch (election.rule) {
    case "plurality":
      return plurality(election);
    case "approval":
      return approval(election);
    case "score":
      return score(election);
    case "borda":
      return borda(election);
    case "irv":
      return irv(election, states);
    case "schulze":
      return schulze(election);
    case "ranked-pairs":
      return rankedPairs(election, states);
    case "star":
      return star(election);
    case "perpetual-consensus":
      return { rule: election.rule, ...runThrough(election.rounds, consensus) };
    case "perpetual-pav":
      return { rule: election.rule, ...runThrough(election.rounds, pav) };
    case "perpetual-quota":
      return { rule: election.rule, ...runThrough(election.rounds, quota) };
  }
}

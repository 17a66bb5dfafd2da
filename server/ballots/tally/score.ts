import { type Cast, castScores, type ScoredVote } from "./cast";
import type { ScoredElection } from "./election";
import { byPoints, noPoints, type PointsResult } from "./points";

/** Score: the sum of the scores from 0 to 5, no score being 0. (Smith, _Range voting_, 2000.) */
export function score(election: ScoredElection): PointsResult {
  const cast = castScores(election);
  return byPoints("score", cast, sumsOf(cast));
}

/** Each candidate's scores, added up. */
export function sumsOf(cast: Cast<ScoredVote>): bigint[] {
  const sums = noPoints(cast);
  for (const { scores, count } of cast.votes) {
    for (const [place, given] of scores.entries()) {
      if (given > 0) sums[place] = (sums[place] ?? 0n) + BigInt(given) * BigInt(count);
    }
  }
  return sums;
}

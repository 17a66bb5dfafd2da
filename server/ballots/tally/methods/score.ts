import { type Cast, castScores, type ScoredVote } from "../cast";
import type { ScoredElection } from "../election";
import { type PointsResult, pointsResult, zeroPoints } from "../points";
import { eachOf, type Slices } from "../slices";

/** Score voting: the sum of the scores from 0 to 5; a missing score counts as 0. (Smith, _Range voting_, 2000.) */
export function* score(election: ScoredElection): Slices<PointsResult> {
  const cast = yield* castScores(election);
  return pointsResult("score", cast, yield* sumsOf(cast));
}

/** Each candidate's scores, added up. */
export function* sumsOf(cast: Cast<ScoredVote>): Slices<bigint[]> {
  const sums = zeroPoints(cast);
  yield* eachOf(cast.votes, ({ scores, count }) => {
    for (const [place, given] of scores.entries()) {
      if (given > 0) sums[place] = (sums[place] ?? 0n) + BigInt(given) * BigInt(count);
    }
  });
  return sums;
}

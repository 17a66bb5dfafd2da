import { castRankings, tierOf } from "../cast";
import type { RankedElection } from "../election";
import { type PointsResult, pointsResult, zeroPoints } from "../points";
import type { Slices } from "../slices";

/**
 * Plurality: the single candidate in a vote's first tier gets a point. A first tier of several gives
 * no point to anybody. (Brams and Fishburn, _Voting procedures_, Handbook of Social Choice and Welfare
 * 1, 2002.)
 */
export function* plurality(election: RankedElection): Slices<PointsResult> {
  const cast = yield* castRankings(election);
  const points = zeroPoints(cast);
  for (const vote of cast.votes) {
    const [first, ...others] = tierOf(vote, 0);
    if (first === undefined || others.length > 0) continue;
    points[first] = (points[first] ?? 0n) + BigInt(vote.count);
  }
  return pointsResult("plurality", cast, points);
}

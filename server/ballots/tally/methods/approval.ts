import { castApprovals } from "../cast";
import type { ApprovalElection } from "../election";
import { type PointsResult, pointsResult, zeroPoints } from "../points";
import { eachOf, type Slices } from "../slices";

/** Approval: one point for each candidate on each vote. (Brams and Fishburn, _Approval voting_, 1978.) */
export function* approval(election: ApprovalElection): Slices<PointsResult> {
  const cast = yield* castApprovals(election);
  const points = zeroPoints(cast);
  yield* eachOf(cast.votes, ({ approved, count }) => {
    for (const place of approved) points[place] = (points[place] ?? 0n) + BigInt(count);
  });
  return pointsResult("approval", cast, points);
}

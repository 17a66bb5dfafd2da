import { castApprovals } from "../cast";
import type { ApprovalElection } from "../election";
import { byPoints, noPoints, type PointsResult } from "../points";
import { eachOf, type Slices } from "../slices";

/** Approval: one point for each candidate on each vote. (Brams and Fishburn, _Approval voting_, 1978.) */
export function* approval(election: ApprovalElection): Slices<PointsResult> {
  const cast = yield* castApprovals(election);
  const points = noPoints(cast);
  yield* eachOf(cast.votes, ({ approved, count }) => {
    for (const place of approved) points[place] = (points[place] ?? 0n) + BigInt(count);
  });
  return byPoints("approval", cast, points);
}

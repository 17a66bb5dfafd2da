import { castApprovals } from "./cast";
import type { ApprovalElection } from "./election";
import { byPoints, noPoints, type PointsResult } from "./points";

/** Approval: one point for each candidate on each vote. (Brams and Fishburn, _Approval voting_, 1978.) */
export function approval(election: ApprovalElection): PointsResult {
  const cast = castApprovals(election);
  const points = noPoints(cast);
  for (const { approved, count } of cast.votes) {
    for (const place of approved) points[place] = (points[place] ?? 0n) + BigInt(count);
  }
  return byPoints("approval", cast, points);
}

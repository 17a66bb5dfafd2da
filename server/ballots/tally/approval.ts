import { castApprovals } from "./cast";
import type { ApprovalElection } from "./election";
import { byPoints, noPoints, type PointsResult } from "./points";

/** One member's answer under approval: the candidates that would be fine. Empty is an abstention. */
export type Approvals = readonly string[];

export interface ApprovalResult {
  rule: "approval";
  /** Votes with at least one approval. */
  voters: number;
  abstentions: number;
  /** In the order of the candidates. */
  counts: { candidate: string; approvals: number }[];
  /** All that have the most approvals, in the order of the candidates; empty without any. */
  tied: string[];
  /** The first of the tied; null where nobody approved anything. */
  winner: string | null;
}

/**
 * Counts approvals: one point for each candidate on each vote (Brams and Fishburn, 1978). A tie is
 * broken by the order of the candidates, which is that of their nomination and stands since the
 * ballot was opened.
 * @throws RangeError where a vote names an unknown candidate, or one twice, with the vote's place
 */
export function tallyApproval(
  candidates: readonly string[],
  votes: readonly Approvals[],
): ApprovalResult {
  const points = new Map(candidates.map((candidate) => [candidate, 0]));
  if (points.size !== candidates.length)
    throw new RangeError("A candidate stands twice on the ballot.");
  votes.forEach((vote, place) => {
    if (new Set(vote).size !== vote.length)
      throw new RangeError(`Vote ${place} names a candidate twice.`);
    for (const candidate of vote) {
      const before = points.get(candidate);
      if (before === undefined)
        throw new RangeError(`Vote ${place} names ${candidate}, who does not stand.`);
      points.set(candidate, before + 1);
    }
  });
  const counts = candidates.map((candidate) => ({
    candidate,
    approvals: points.get(candidate) ?? 0,
  }));
  const most = counts.reduce((high, { approvals }) => Math.max(high, approvals), 0);
  const tied =
    most === 0
      ? []
      : counts.filter(({ approvals }) => approvals === most).map((count) => count.candidate);
  const abstentions = votes.filter((vote) => vote.length === 0).length;
  return {
    rule: "approval",
    voters: votes.length - abstentions,
    abstentions,
    counts,
    tied,
    winner: tied[0] ?? null,
  };
}

/** Approval: one point for each candidate on each vote. (Brams and Fishburn, _Approval voting_, 1978.) */
export function approval(election: ApprovalElection): PointsResult {
  const cast = castApprovals(election);
  const points = noPoints(cast);
  for (const { approved, count } of cast.votes) {
    for (const place of approved) points[place] = (points[place] ?? 0n) + BigInt(count);
  }
  return byPoints("approval", cast, points);
}

/** A nomination in the pool of a group. */
interface Pooled {
  id: string;
  groupId: string;
  createdAt: Date;
  /** Whether it stands on a ballot that is not decided. */
  onBallot: boolean;
}

/** A nomination that leaves the pool, and the one of the same group that stays. */
export interface Fold {
  gone: string;
  stays: string;
}

/**
 * Decides which nominations leave the pools of groups that nominated both papers: the later one, unless a ballot needs it.
 * @returns null if ballots need both nominations of a group
 */
export function foldPools(pooled: readonly Pooled[]): Fold[] | null {
  const groups = new Map<string, Pooled[]>();
  for (const one of pooled) groups.set(one.groupId, [...(groups.get(one.groupId) ?? []), one]);
  const folds: Fold[] = [];
  for (const both of groups.values()) {
    const [first, second] = [...both].sort(
      (a, b) => Number(b.onBallot) - Number(a.onBallot) || +a.createdAt - +b.createdAt,
    );
    if (!first || !second) continue;
    if (second.onBallot) return null;
    folds.push({ gone: second.id, stays: first.id });
  }
  return folds;
}

/** A member as the rotation sees her, for one meeting. */
export interface Turn {
  personId: string;
  /** Meetings of the group that she presented or is to present; cancelled ones do not count. */
  presented: number;
  /** When the latest of them was, or is. */
  lastAt: Date | null;
  joinedAt: Date;
  /** Away on the day, has handed this meeting on, does not come, or may not write. */
  skipped: boolean;
}

/**
 * Whose turn it is to present, the next one first: who did it least often, among those who did it
 * longest ago, then who joined first. Ids decide what is left, so that the order is always the same.
 */
export function rotation<Member extends Turn>(members: readonly Member[]): Member[] {
  return members.filter(({ skipped }) => !skipped).toSorted(inTurn);
}

function inTurn(a: Turn, b: Turn): number {
  return (
    a.presented - b.presented ||
    (a.lastAt?.getTime() ?? Number.NEGATIVE_INFINITY) -
      (b.lastAt?.getTime() ?? Number.NEGATIVE_INFINITY) ||
    a.joinedAt.getTime() - b.joinedAt.getTime() ||
    (a.personId < b.personId ? -1 : 1)
  );
}

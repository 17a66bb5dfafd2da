/** A member's place in the rotation for one meeting. */
export interface Turn {
  personId: string;
  /** Meetings of the group that they presented or will present; cancelled ones do not count. */
  presented: number;
  /** The time of the latest of them. */
  lastAt: Date | null;
  joinedAt: Date;
  /** Whether they are away on the day, have handed this meeting on, declined it, or may not write. */
  skipped: boolean;
}

/**
 * Orders members by turn, the next presenter first: those who presented least often, among them those who presented
 * longest ago, then those who joined first. Ids break remaining ties, so that the order is always the same.
 */
export function orderByRotation<Member extends Turn>(members: readonly Member[]): Member[] {
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

/** A time at which the group meets by its rhythm, and who is away then. */
export interface FreeSlot {
  startsAt: Date;
  away: ReadonlySet<string>;
}

/**
 * Says who presents at coming times if nothing changes: each goes to the member whose turn it is by then, and counts for
 * the next ones. Members who are away keep their place.
 * @returns the person for each time, in the order given; null if everybody is away
 */
export function forecastTurns(
  members: readonly Turn[],
  slots: readonly FreeSlot[],
): (string | null)[] {
  const turns = members.map((member) => ({ ...member }));
  return slots.map(({ startsAt, away }) => {
    const there = turns.filter(({ personId }) => !away.has(personId));
    const [next] = orderByRotation(there);
    if (!next) return null;
    next.presented += 1;
    next.lastAt = startsAt;
    return next.personId;
  });
}

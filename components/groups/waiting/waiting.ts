import { ballotPath, meetingPath } from "@/server/platform/web/addresses";

interface Group {
  slug: string;
  name: string;
  open: { id: string; closesAt: Date; voted: boolean }[];
}

interface Meeting {
  id: string;
  startsAt: Date;
  cancelledAt: Date | null;
  presenting: boolean;
}

export interface Waiting {
  kind: "vote" | "meet" | "present";
  /** When the ballot closes or the meeting starts. */
  at: Date;
  href: string;
  group: string;
}

/** Most lines; the rest is on the desk. */
const MOST = 4;

/**
 * Puts in order the first things that wait for a person: votes, and then meetings, the soonest of each on top.
 * @param next the next meeting by the group's address
 */
export function firstWaiting(
  groups: readonly Group[],
  next: Readonly<Record<string, { meeting: Meeting | null } | null | undefined>>,
): Waiting[] {
  const votes = groups.flatMap(({ slug, name, open }) =>
    open
      .filter(({ voted }) => !voted)
      .map(({ id, closesAt }): Waiting => {
        return { kind: "vote", at: closesAt, href: ballotPath(slug, id), group: name };
      }),
  );
  const meetings = groups.flatMap(({ slug, name }): Waiting[] => {
    const meeting = next[slug]?.meeting;
    if (!meeting || meeting.cancelledAt) return [];
    const { id, startsAt, presenting } = meeting;
    const kind = presenting ? "present" : "meet";
    return [{ kind, at: startsAt, href: meetingPath(slug, id), group: name }];
  });
  return [...votes.toSorted(bySoonest), ...meetings.toSorted(bySoonest)].slice(0, MOST);
}

const bySoonest = (a: Waiting, b: Waiting) => a.at.getTime() - b.at.getTime();

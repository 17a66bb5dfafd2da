import { countInWords } from "@/server/platform/text/words";
import { ballotPath, meetingPath } from "@/server/platform/web/addresses";

interface Group {
  slug: string;
  name: string;
  open: { id: string; closesAt: Date; voted: boolean; seats: number }[];
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
  /** How many papers the ballot chooses; 1 for a meeting. */
  papers: number;
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
      .map(({ id, closesAt, seats }): Waiting => {
        const href = ballotPath(slug, id);
        return { kind: "vote", at: closesAt, href, group: name, papers: seats };
      }),
  );
  const meetings = groups.flatMap(({ slug, name }): Waiting[] => {
    const meeting = next[slug]?.meeting;
    if (!meeting || meeting.cancelledAt) return [];
    const { id, startsAt, presenting } = meeting;
    const kind = presenting ? "present" : "meet";
    return [{ kind, at: startsAt, href: meetingPath(slug, id), group: name, papers: 1 }];
  });
  return [...votes.toSorted(bySoonest), ...meetings.toSorted(bySoonest)].slice(0, MOST);
}

/** Says what a person does, before the day: "Vote for 2 papers until". */
export function waitingInWords({ kind, papers }: Pick<Waiting, "kind" | "papers">): string {
  if (kind === "meet") return "You meet on";
  if (kind === "present") return "You present on";
  return papers > 1 ? `Vote for ${countInWords(papers, "paper")} until` : "Vote until";
}

const bySoonest = (a: Waiting, b: Waiting) => a.at.getTime() - b.at.getTime();

import "server-only";
import type { z } from "zod";
import type { GroupScope } from "@/server/groups/policy";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { wallClockOf } from "@/server/platform/time/local-time";
import { type OpinionCounts, opinionCounts } from "../opinions/sql";
import { stateOf } from "../rules";
import type { historyInput } from "../schema";

/** Readings in a file: twenty years of weeks. */
const MOST = 1000;

type Wanted = Pick<z.output<typeof historyInput>, "q" | "year" | "presenter">;

/** Reads the group's history: papers that it has read. The latest first. */
async function readHistory(scope: GroupScope) {
  const at = now();
  const rows = await db.reading.findMany({
    where: { groupId: scope.group.id, readAt: { lte: at } },
    select: {
      id: true,
      readAt: true,
      paper: {
        select: {
          slug: true,
          title: true,
          authors: true,
          publishedOn: true,
          arxivId: true,
          doi: true,
          url: true,
        },
      },
      ballot: {
        select: { id: true, rule: true, _count: { select: { votes: true, candidates: true } } },
      },
      meeting: {
        select: {
          id: true,
          startsAt: true,
          minutes: true,
          cancelledAt: true,
          presenter: PERSON,
          _count: { select: { rsvps: { where: { answer: "yes" } } } },
        },
      },
    },
    orderBy: [{ readAt: "desc" }, { id: "desc" }],
    take: MOST,
  });
  return rows
    .map(({ ballot, meeting: planned, readAt: until, ...reading }) => {
      // A paper can be marked read without its meeting.
      const meeting = planned && stateOf(planned, at) === "over" ? planned : null;
      const readAt = meeting?.startsAt ?? until ?? at;
      return {
        ...reading,
        readAt,
        /** The day of reading in the group's time zone, YYYY-MM-DD. */
        day: wallClockOf(readAt, scope.group.timeZone).date,
        meetingId: meeting?.id ?? null,
        presenter: meeting?.presenter ?? null,
        /** The number of "yes" RSVPs, for members only. */
        turnout: scope.role && meeting ? meeting._count.rsvps : null,
        ballot: ballot && {
          id: ballot.id,
          rule: ballot.rule,
          votes: ballot._count.votes,
          candidates: ballot._count.candidates,
        },
      };
    })
    .toSorted((a, b) => b.readAt.getTime() - a.readAt.getTime());
}

/** A paper in the group's history. */
export type ReadPaper = Awaited<ReturnType<typeof readHistory>>[number];
/** A paper in the group's history, with the Markdown of its notes and the numbers of opinions on its meeting. */
export type Reading = ReadPaper & { notes: string; opinions: OpinionCounts | null };

function matching(all: ReadPaper[], { q, year, presenter }: Wanted): ReadPaper[] {
  const words = q.toLowerCase().split(" ").filter(Boolean);
  return all.filter((one) => {
    if (year !== null && !one.day.startsWith(`${year}-`)) return false;
    if (presenter !== null && one.presenter?.handle !== presenter) return false;
    const text = `${one.paper.title} ${one.paper.authors.join(" ")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

interface AboutMeeting {
  meetingId: string;
  notes: string | null;
  opinions: OpinionCounts | null;
}

/** Reads the numbers of opinions by meeting, and for members only the latest notes. */
async function readMeetings(scope: GroupScope, readings: readonly ReadPaper[]) {
  const ids = readings.flatMap(({ meetingId }) => (meetingId ? [meetingId] : []));
  const rows = await db.$queryRaw<AboutMeeting[]>`
    SELECT m.id AS "meetingId", ${opinionCounts(Prisma.sql`m.id`)} AS opinions,
      CASE WHEN ${scope.role !== null} THEN (SELECT t.body FROM "MeetingText" t
        WHERE t."meetingId" = m.id AND t.kind = 'notes' ORDER BY t.version DESC LIMIT 1) END AS notes
    FROM unnest(${ids}::uuid[]) AS m(id)`;
  return new Map(rows.map((row) => [row.meetingId, row]));
}

/** Reads all matching readings for a file, in batches, with the Markdown of their notes and the numbers of opinions. */
export async function* readWholeHistory(scope: GroupScope, wanted: Wanted, atATime: number) {
  const found = matching(await readHistory(scope), wanted);
  // An empty history yields one empty part, so that its table still gets a header.
  for (let from = 0; from === 0 || from < found.length; from += atATime) {
    const some = found.slice(from, from + atATime);
    const meetings = await readMeetings(scope, some);
    yield some.map((one) => {
      const { notes = null, opinions = null } = meetings.get(one.meetingId ?? "") ?? {};
      return { ...one, notes: notes ?? "", opinions };
    });
  }
}

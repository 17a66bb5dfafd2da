// A page of a group's history, filtered and counted in the database.
import "server-only";
import { readingIsRead } from "@/server/ballots/readings/sql";
import { countByBallot } from "@/server/ballots/votes/queries";
import type { GroupScope } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { fitOnPage } from "@/server/platform/text/page-texts";
import { wallClockOf } from "@/server/platform/time/local-time";
import { type OpinionCounts, opinionCounts } from "../opinions/sql";
import { stateOf } from "../rules";
import { matches, type Wanted } from "./sql";

/** Readings that are searched: twenty years of weeks. */
const MOST = 1000;
const A_PAGE = 20;
/** Months, presenters and meetings in a picture. */
const SHOWN = 12;
/** Presenters offered as filters: those of the most meetings. */
const PRESENTERS = 100;
/** Bytes of the titles. Each title appears four times in the page. */
const TITLES = 60_000;

/** Results of the query. The database filters and counts the whole history and returns only these. */
interface Found {
  total: number;
  /** Readings of the page, the latest first. */
  ids: string[];
  /** The latest first. */
  years: number[];
  months: Record<string, number>;
  /** The ones with the most meetings first. */
  presenters: { handle: string; name: string; meetings: number }[];
  /** The latest readings that had a meeting. */
  met: string[];
}

/**
 * Finds a page of the group's history (papers that it has read) with all numbers of the page, in one query. A paper
 * read in a meeting counts on the day of the meeting.
 */
async function find(scope: GroupScope, wanted: Wanted, at: Date): Promise<Found> {
  const { id, timeZone } = scope.group;
  const [found] = await db.$queryRaw<Found[]>`
    WITH latest AS (
      SELECT r.id, r."paperId", r."readAt" FROM "Reading" r WHERE r."groupId" = ${id}::uuid AND ${readingIsRead(at)}
      ORDER BY r."readAt" DESC, r.id DESC LIMIT ${MOST}
    ), read AS MATERIALIZED (
      SELECT l.*, m.id AS "meetingId", m."presenterId", coalesce(m."startsAt", l."readAt") AS at,
        coalesce(m."startsAt", l."readAt") AT TIME ZONE ${timeZone} AS local
      FROM latest l LEFT JOIN "Meeting" m ON m."readingId" = l.id
        AND m."cancelledAt" IS NULL AND m."startsAt" + m.minutes * interval '1 minute' <= ${at}
    ), found AS MATERIALIZED (
      SELECT read.id, read.at, read."readAt" FROM read JOIN "Paper" p ON p.id = read."paperId"
      LEFT JOIN "Person" by ON by.id = read."presenterId" WHERE ${matches(wanted)}
    ), presented AS (
      SELECT by.handle, by.name, count(*)::int AS meetings, max(read.at) AS last
      FROM read JOIN "Person" by ON by.id = read."presenterId" GROUP BY by.id
      ORDER BY coalesce(by.handle = ${wanted.presenter}, false) DESC, meetings DESC, last DESC LIMIT ${PRESENTERS}
    )
    SELECT (SELECT count(*)::int FROM found) AS total,
      ARRAY(SELECT found.id::text FROM found ORDER BY at DESC, "readAt" DESC, id DESC
        LIMIT ${A_PAGE} OFFSET ${(wanted.page - 1) * A_PAGE}) AS ids,
      ARRAY(SELECT DISTINCT extract(year FROM local)::int AS year FROM read ORDER BY year DESC) AS years,
      coalesce((SELECT json_object_agg(month, count) FROM (
        SELECT to_char(local, 'YYYY-MM') AS month, count(*)::int FROM read GROUP BY month
        ORDER BY month DESC LIMIT ${SHOWN * 2}) months), '{}') AS months,
      coalesce((SELECT json_agg(json_build_object('handle', handle, 'name', name, 'meetings', meetings)
        ORDER BY meetings DESC, last DESC) FROM presented), '[]') AS presenters,
      ARRAY(SELECT read.id::text FROM read WHERE "meetingId" IS NOT NULL ORDER BY at DESC, "readAt" DESC, id DESC
        LIMIT ${SHOWN}) AS met`;
  return found as Found;
}

interface About extends WithPaper {
  id: string;
  meetingId: string | null;
  turnout: number | null;
  opinions: OpinionCounts | null;
  notes: string | null;
}

/**
 * Reads the papers of these readings and the opinions on their meetings, in one query; for members also the "yes" RSVPs by reading, and the latest notes
 * by meeting.
 * @param met readings whose notes are not shown
 */
async function aboutReadings(ids: readonly string[], met: readonly string[], member: boolean) {
  const rows = await db.$queryRaw<About[]>`
    SELECT r.id, m.id AS "meetingId", ${BRIEF},
      CASE WHEN ${member} AND m.id IS NOT NULL THEN (SELECT count(*)::int FROM "Rsvp" a
        WHERE a."meetingId" = m.id AND a.answer = 'yes') END AS turnout,
      CASE WHEN r.id = ANY(${[...ids]}::uuid[]) THEN ${opinionCounts(Prisma.sql`m.id`)} END AS opinions,
      CASE WHEN ${member} AND r.id = ANY(${[...ids]}::uuid[]) THEN (SELECT t.html FROM "MeetingText" t
        WHERE t."meetingId" = m.id AND t.kind = 'notes' ORDER BY t.version DESC LIMIT 1) END AS notes
    FROM unnest(${[...new Set([...ids, ...met])]}::uuid[]) WITH ORDINALITY AS w(id, place)
    JOIN "Reading" r ON r.id = w.id JOIN "Paper" p ON p.id = r."paperId"
    LEFT JOIN "Meeting" m ON m."readingId" = r.id ORDER BY w.place`;
  return {
    paperOf: briefIn(rows, TITLES),
    turnout: new Map(rows.map(({ id, turnout }) => [id, turnout])),
    opinions: new Map(rows.map(({ meetingId, opinions }) => [meetingId, opinions])),
    notes: new Map(rows.map(({ meetingId, notes }) => [meetingId, notes])),
  };
}

/** Reads a page of the group's history, its filters, and the numbers of the pictures. */
export async function historyPage(scope: GroupScope, wanted: Wanted) {
  const at = now();
  const { total, ids, years, months, presenters, met } = await find(scope, wanted, at);
  const member = scope.role !== null;
  const found = await db.reading.findMany({
    where: { id: { in: [...ids, ...met] } },
    select: {
      id: true,
      readAt: true,
      paperId: true,
      ballot: { select: { id: true, rule: true } },
      meeting: {
        select: { id: true, startsAt: true, minutes: true, cancelledAt: true, presenter: PERSON },
      },
    },
  });
  // A paper can be marked read without its meeting.
  const rows = found.map(({ meeting, ...row }) => ({
    ...row,
    meeting: meeting && stateOf(meeting, at) === "over" ? meeting : null,
  }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const all = (wantedIds: readonly string[]) => wantedIds.flatMap((id) => byId.get(id) ?? []);
  const shown = all(ids);
  // Details for members only are not even read for other viewers.
  const [{ paperOf, turnout, opinions, notes }, countOf] = await Promise.all([
    aboutReadings(ids, met, member),
    countByBallot(
      shown.flatMap(({ ballot }) => ballot?.id ?? []),
      null,
    ),
  ]);
  const texts = fitOnPage(shown.map(({ meeting }) => (meeting && notes.get(meeting.id)) || ""));
  /** The day of reading in the group's time zone, YYYY-MM-DD. */
  const dayOf = ({ meeting, readAt }: (typeof rows)[number]) =>
    wallClockOf(meeting?.startsAt ?? readAt ?? at, scope.group.timeZone).date;
  return {
    total,
    more: total > wanted.page * A_PAGE,
    readings: shown.map(({ meeting, ballot, paperId, ...one }, place) => ({
      id: one.id,
      day: dayOf({ meeting, ballot, paperId, ...one }),
      paper: paperOf(paperId),
      meetingId: meeting?.id ?? null,
      presenter: meeting?.presenter ?? null,
      /** The number of "yes" RSVPs, for members only. */
      turnout: turnout.get(one.id) ?? null,
      /** How many members gave each answer after the meeting. */
      opinions: (meeting && opinions.get(meeting.id)) || null,
      ballot: ballot && { ...ballot, ...countOf(ballot.id) },
      notes: texts[place]?.html || null,
      notesFolded: texts[place]?.folded ?? false,
    })),
    years,
    presenters: presenters
      .map(({ handle, name }) => ({ handle, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, "en")),
    pictures: {
      months: lastMonths(scope.group.timeZone).map((month) => ({
        month,
        read: months[month] ?? 0,
      })),
      presenters: presenters
        .toSorted((a, b) => b.meetings - a.meetings)
        .slice(0, SHOWN)
        .map(({ name, meetings }) => ({ name, meetings })),
      turnout: (member ? all(met) : []).toReversed().map((one) => ({
        day: dayOf(one),
        title: paperOf(one.paperId).title,
        came: turnout.get(one.id) ?? 0,
      })),
    },
  };
}

/** The last months in the group's time zone, the oldest first, YYYY-MM. */
function lastMonths(timeZone: string): string[] {
  const [year = 0, month = 1] = wallClockOf(now(), timeZone).date.split("-").map(Number);
  return Array.from({ length: SHOWN }, (_, ago) => {
    return new Date(Date.UTC(year, month - 1 - ago, 1)).toISOString().slice(0, 7);
  }).toReversed();
}

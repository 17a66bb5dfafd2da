import "server-only";
import type { z } from "zod";
import { actsAs, type GroupScope } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import type { idsInput } from "@/server/papers/schema";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import { NOMINATION_WAITS } from "../sql";
import { isRead } from "./rules";
import { readingIsRead } from "./sql";

/** Readings on one page. */
const A_PAGE = 20;
/** Most groups of a person to load. */
const MOST = 100;
/** Groups named as having read a paper. */
const READERS = 3;

/** A chosen paper after its ballot: where to read it, and its meeting. */
export interface Chosen {
  readingId: string;
  arxivId: string | null;
  doi: string | null;
  url: string | null;
  /** Its meeting, unless that was cancelled. */
  meeting: { id: string; startsAt: Date } | null;
  /** The poll that asks members when they can come; null for people who are not members. */
  pollId: string | null;
  /** Whether the group has read it, so that its meeting is over. */
  read: boolean;
  /** Whether the viewer may set its meeting now. */
  mayPlan: boolean;
}

export interface ChosenRow extends Omit<Chosen, "meeting" | "mayPlan"> {
  meetingId: string | null;
  startsAt: Date | null;
  cancelledAt: Date | null;
}

/** The query for what comes after a ballot for each paper that it chose, by seat; null if it chose none. */
export function chosenOf(scope: GroupScope, readingIds: readonly string[]): Prisma.Sql | null {
  if (readingIds.length === 0) return null;
  const member = scope.role !== null;
  return Prisma.sql`
    SELECT r.id AS "readingId", p."arxivId", p.doi, p.url, m.id AS "meetingId", m."startsAt", m."cancelledAt",
      ${readingIsRead(now())} AS read, ${member ? OPEN_POLL : Prisma.sql`NULL`} AS "pollId"
    FROM "Reading" r JOIN "Paper" p ON p.id = r."paperId" LEFT JOIN "Meeting" m ON m."readingId" = r.id
    WHERE r.id = ANY(${[...readingIds]}::uuid[]) AND r."groupId" = ${scope.group.id}::uuid ORDER BY r.seat`;
}

/** The chosen papers out of their rows. */
export function chosenIn(scope: GroupScope, rows: readonly ChosenRow[]): Chosen[] {
  return rows.map(({ meetingId, startsAt, cancelledAt, ...rest }) => ({
    ...rest,
    meeting: meetingId && startsAt && !cancelledAt ? { id: meetingId, startsAt } : null,
    mayPlan: !meetingId && !rest.read && actsAs(scope, "organizer"),
  }));
}

const OPEN_POLL = Prisma.sql`(SELECT d.id FROM "DatePoll" d WHERE d."readingId" = r.id
  AND d."chosenId" IS NULL AND d."cancelledAt" IS NULL ORDER BY d."createdAt" DESC LIMIT 1)`;

/** Lists the viewer's groups, and whether each has nominated, chosen or read this paper. */
export async function listGroupsForPaper(viewer: Viewer, paperId: string) {
  interface Row {
    slug: string;
    name: string;
    nominated: boolean;
    /** When the group chose it last and has not read it yet. */
    chosenAt: Date | null;
    readAt: Date | null;
  }
  const at = now();
  return db.$queryRaw<Row[]>`
    SELECT g.slug, g.name, EXISTS (SELECT FROM "Nomination" n WHERE n."groupId" = g.id
        AND n."paperId" = ${paperId}::uuid AND ${NOMINATION_WAITS}) AS nominated,
      had."chosenAt", had."readAt"
    FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
    CROSS JOIN LATERAL (SELECT max(r."readAt") FILTER (WHERE ${readingIsRead(at)}) AS "readAt",
        max(r."chosenAt") FILTER (WHERE NOT ${readingIsRead(at)}) AS "chosenAt"
      FROM "Reading" r WHERE r."groupId" = g.id AND r."paperId" = ${paperId}::uuid) had
    WHERE m."personId" = ${viewer.id}::uuid AND g."archivedAt" IS NULL
    ORDER BY m."joinedAt", g.id LIMIT ${MOST}`;
}

/** A group of the viewer's that has read a paper. */
export interface ReaderRow {
  paperId: string;
  slug: string;
  name: string;
}

/**
 * The query for the viewer's own groups that have read these papers; other groups, even public ones, are left out.
 * @param papers the rows of their ids, as `id`
 */
export function readersOf(viewer: Viewer, papers: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT w.id AS "paperId", g.slug, g.name FROM (${papers}) w
    CROSS JOIN LATERAL (
      SELECT DISTINCT g.name, g.slug FROM "Reading" r
      JOIN "Membership" m ON m."groupId" = r."groupId" AND m."personId" = ${viewer.id}::uuid
      JOIN "Group" g ON g.id = r."groupId" WHERE r."paperId" = w.id AND ${readingIsRead(now())}
      ORDER BY g.name, g.slug LIMIT ${READERS + 1}) g
    ORDER BY g.name, g.slug`;
}

/** The groups that have read one paper, out of the rows of several; null for none. */
export function readersIn(rows: readonly ReaderRow[], paperId: string) {
  const groups = rows
    .filter((row) => row.paperId === paperId)
    .map(({ slug, name }) => ({ slug, name }));
  if (groups.length === 0) return null;
  return { groups: groups.slice(0, READERS), more: groups.length > READERS };
}

/** Lists which of these papers the viewer's own groups have read. */
export async function listGroupsThatRead(viewer: Viewer, { paperIds }: z.output<typeof idsInput>) {
  const papers = Prisma.sql`SELECT id FROM unnest(${paperIds}::uuid[]) AS listed(id)`;
  const rows = await db.$queryRaw<ReaderRow[]>(readersOf(viewer, papers));
  return paperIds.flatMap((paperId) => {
    const readers = readersIn(rows, paperId);
    return readers ? [{ paperId, ...readers }] : [];
  });
}

/** Lists a page of the papers that the group chose, read or not, the latest choice first. */
export async function listReadings(scope: GroupScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const { skip, take, sql } = page;
  const found = await db.$queryRaw<ReadingRow[]>(
    readingsQuery(scope.group.id, { ...sql, skip, take }),
  );
  const { rows, ...rest } = page.cut(found);
  return {
    readings: shownReadings(scope, rows),
    may: { mark: actsAs(scope, "organizer") },
    ...rest,
  };
}

const LATEST_FIRST: ListOrder = [
  { by: "chosenAt", as: "time", desc: true, sql: Prisma.sql`r."chosenAt"` },
  { by: "id", as: "id", desc: true, sql: Prisma.sql`r.id` },
];

export interface ReadingRow extends WithPaper {
  id: string;
  chosenAt: Date;
  readAt: Date | null;
  readById: string | null;
  ballotId: string | null;
  /** Of its meeting; null without one. */
  startsAt: Date | null;
  place: string | null;
  cancelledAt: Date | null;
}

interface PageOfReadings {
  where: Prisma.Sql;
  order: Prisma.Sql;
  skip: number;
  take: number;
}

/** The query for readings `r` of a group with their papers and meetings. */
export function readingsQuery(
  groupId: string,
  { where, order, skip, take }: PageOfReadings,
): Prisma.Sql {
  return Prisma.sql`
    SELECT r.id, r."chosenAt", r."readAt", r."readById", r."ballotId", ${BRIEF}, m."startsAt", m.place, m."cancelledAt"
    FROM (SELECT * FROM "Reading" r WHERE r."groupId" = ${groupId}::uuid AND ${where}
      ORDER BY ${order} LIMIT ${take} OFFSET ${skip}) r
    JOIN "Paper" p ON p.id = r."paperId" LEFT JOIN "Meeting" m ON m."readingId" = r.id ORDER BY ${order}`;
}

/** The readings out of their rows. */
export function shownReadings(scope: GroupScope, rows: readonly ReadingRow[]) {
  const at = now();
  const paperOf = briefIn(rows);
  // The place may be somebody's home, so only members see it. A cancelled meeting does not count.
  return rows.map(
    ({ id, chosenAt, readAt, readById, ballotId, paperId, startsAt, ...meeting }) => ({
      ...{ id, chosenAt, readAt, ballotId },
      read: isRead({ readAt }, at),
      /** Whether an organizer marked it read, which can be taken back. */
      marked: readById !== null,
      paper: paperOf(paperId),
      meeting:
        startsAt && !meeting.cancelledAt
          ? { startsAt, place: scope.role ? (meeting.place ?? "") : "" }
          : null,
    }),
  );
}

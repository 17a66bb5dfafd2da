import "server-only";
import type { z } from "zod";
import { actsAs, atLeast, type GroupScope } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import type { idsInput } from "@/server/papers/schema";
import { withShownTitle } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { readTogether } from "@/server/platform/database/together";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { isRead } from "./readings/rules";
import { readingIsRead } from "./readings/sql";
import { stageOf } from "./rules";
import { DRAFTS_MAX, OPEN_MAX } from "./schema";
import { BALLOT_OPEN, ELECTORS, NOMINATION_VOTED_ON, NOMINATION_WAITS } from "./sql";
import { type CountsRow, countsIn, countsOf } from "./votes/queries";

/** Readings, or finished ballots, on one page. */
const A_PAGE = 20;
/** Enough for the open ballots and all drafts of a group. */
const CURRENT = DRAFTS_MAX + OPEN_MAX;
/** Most groups of a person to load. */
const MOST = 100;
/** Groups named as having read a paper. */
const READERS = 3;
/** Papers read last, on the first page of a group. */
const LATEST = 3;

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

/** Lists which of these papers the viewer's own groups have read; other groups, even public ones, are left out. */
export async function listGroupsThatRead(viewer: Viewer, { paperIds }: z.output<typeof idsInput>) {
  const rows = await db.$queryRaw<{ paperId: string; slug: string; name: string }[]>`
    SELECT w.id AS "paperId", g.slug, g.name FROM unnest(${paperIds}::uuid[]) AS w(id)
    CROSS JOIN LATERAL (
      SELECT DISTINCT g.name, g.slug FROM "Reading" r
      JOIN "Membership" m ON m."groupId" = r."groupId" AND m."personId" = ${viewer.id}::uuid
      JOIN "Group" g ON g.id = r."groupId" WHERE r."paperId" = w.id AND ${readingIsRead(now())}
      ORDER BY g.name, g.slug LIMIT ${READERS + 1}) g
    ORDER BY g.name, g.slug`;
  return paperIds.flatMap((paperId) => {
    const groups = rows
      .filter((row) => row.paperId === paperId)
      .map(({ slug, name }) => ({ slug, name }));
    const more = groups.length > READERS;
    return groups.length > 0 ? [{ paperId, groups: groups.slice(0, READERS), more }] : [];
  });
}

interface Glance {
  /** Of an open ballot; null in the one row of a group without any. */
  id: string | null;
  title: string;
  /** How many papers it chooses. */
  seats: number;
  closesAt: Date | null;
  candidates: number;
  votes: number;
  electors: number;
  voted: boolean;
  /** Nominations of the group that no ballot has chosen yet and none is deciding about. */
  waiting: number;
}

/** Loads the group's open ballots, the one that closes soonest first, and the papers that it read last. */
export async function loadOverview(scope: GroupScope) {
  const groupId = scope.group.id;
  const read = Prisma.sql`r."readAt" <= ${now()}`;
  const latest = Prisma.sql`r."readAt" DESC, r.id DESC`;
  const { glances, readings } = await readTogether<{ glances: Glance; readings: ReadingRow }>(
    db,
    {
      glances: Prisma.sql`
        SELECT b.id, b.title, b.seats, b."closesAt", ${ELECTORS} AS electors, (SELECT count(*)::int FROM "Candidate" c WHERE c."ballotId" = b.id) AS candidates,
          (SELECT count(*)::int FROM "Vote" v WHERE v."ballotId" = b.id) AS votes,
          EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = ${scope.viewer?.id ?? null}::uuid) AS voted,
          (SELECT count(*)::int FROM "Nomination" n WHERE n."groupId" = g.id AND ${NOMINATION_WAITS}
            AND NOT ${NOMINATION_VOTED_ON}) AS waiting
        FROM "Group" g LEFT JOIN "Ballot" b ON b."groupId" = g.id AND ${BALLOT_OPEN}
        WHERE g.id = ${groupId}::uuid ORDER BY b."closesAt", b.id`,
      readings: readingsQuery(groupId, { where: read, order: latest, take: LATEST, skip: 0 }),
    },
    ["closesAt", "chosenAt", "readAt", "startsAt", "cancelledAt"],
  );
  const [first] = glances;
  if (!first) refuse("NOT_FOUND");
  const open = glances.flatMap(({ id, closesAt, waiting: _, ...rest }) =>
    id && closesAt ? [{ id, closesAt, ...rest }] : [],
  );
  return { open, readings: shownReadings(scope, readings), waiting: first.waiting };
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

interface ReadingRow extends WithPaper {
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
function readingsQuery(groupId: string, { where, order, skip, take }: PageOfReadings): Prisma.Sql {
  return Prisma.sql`
    SELECT r.id, r."chosenAt", r."readAt", r."readById", r."ballotId", ${BRIEF}, m."startsAt", m.place, m."cancelledAt"
    FROM (SELECT * FROM "Reading" r WHERE r."groupId" = ${groupId}::uuid AND ${where}
      ORDER BY ${order} LIMIT ${take} OFFSET ${skip}) r
    JOIN "Paper" p ON p.id = r."paperId" LEFT JOIN "Meeting" m ON m."readingId" = r.id ORDER BY ${order}`;
}

function shownReadings(scope: GroupScope, rows: readonly ReadingRow[]) {
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

const LINE = {
  id: true,
  rule: true,
  title: true,
  opensAt: true,
  openedAt: true,
  closesAt: true,
  closedAt: true,
  cancelledAt: true,
  outcome: true,
  seats: true,
} as const;

const NEWEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time", desc: true },
  { by: "id", as: "id", desc: true },
];

interface Chosen {
  ballotId: string;
  slug: string;
  title: string;
}

/** Lists a page of the group's ballots: the open ones, drafts for organizers, then the others, newest first. */
export async function listBallots(scope: GroupScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, NEWEST_FIRST);
  const groupId = scope.group.id;
  const drafts = atLeast(scope.role, "organizer");
  const seen = { groupId, ...(drafts ? {} : { openedAt: { not: null } }) };
  const newest = { orderBy: [{ createdAt: "desc" }, { id: "desc" }] } as const;
  const [current, over] = await Promise.all([
    page.page > 1
      ? []
      : db.ballot.findMany({
          where: { ...seen, closedAt: null, cancelledAt: null },
          select: LINE,
          orderBy: [...newest.orderBy],
          take: CURRENT,
        }),
    db.ballot.findMany({
      where: {
        AND: [
          { ...seen, OR: [{ closedAt: { not: null } }, { cancelledAt: { not: null } }] },
          page.where,
        ],
      },
      select: { ...LINE, createdAt: true },
      orderBy: page.orderBy,
      skip: page.skip,
      take: page.take,
    }),
  ]);
  const { rows: past, ...rest } = page.cut(over);
  const rows = [...current, ...past.map(({ createdAt: _, ...row }) => row)];
  const ids = rows.map(({ id }) => id);
  // The chosen papers of all at once: for each ballot alone, PostgreSQL may read the readings of all groups.
  const { counts, chosen } = await readTogether<{ counts: CountsRow; chosen: Chosen }>(db, {
    counts: countsOf(ids, scope.viewer),
    chosen: Prisma.sql`
      SELECT r."ballotId", p.slug, p.title FROM "Reading" r JOIN "Paper" p ON p.id = r."paperId"
      WHERE r."ballotId" = ANY(${ids}::uuid[]) ORDER BY r.seat`,
  });
  const countOf = countsIn(counts);
  const listed = rows.map((ballot) => ({
    ...ballot,
    ...countOf(ballot.id),
    stage: stageOf(ballot),
    chosen: chosen
      .filter(({ ballotId }) => ballotId === ballot.id)
      .map(({ slug, title }) => withShownTitle({ slug, title })),
  }));
  const first = { open: 0, draft: 1, closed: 2, cancelled: 2 };
  return {
    ballots: listed.toSorted((a, b) => first[a.stage] - first[b.stage]),
    ...rest,
  };
}

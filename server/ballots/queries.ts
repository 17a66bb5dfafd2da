import "server-only";
import type { z } from "zod";
import { atLeast, type GroupScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import type { idsInput } from "@/server/papers/schema";
import { PAPER } from "@/server/papers/select";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { stageOf } from "./rules";
import { DRAFTS_MAX } from "./schema";
import { BALLOT_OPEN, NOMINATION_WAITS } from "./sql";
import { countByBallot } from "./votes/queries";

/** Readings, or finished ballots, on one page. */
const A_PAGE = 20;
/** Enough for the open ballot and all drafts of a group. */
const CURRENT = DRAFTS_MAX + 1;
/** Most groups of a person to load. */
const MOST = 100;
/** Groups named as having read a paper. */
const READERS = 3;
/** Readings on the first page of a group: the next one, and some before it. */
const LATEST = 4;

/** Lists the viewer's groups, and whether each has nominated or read this paper. */
export async function listGroupsForPaper(viewer: Viewer, paperId: string) {
  return db.$queryRaw<{ slug: string; name: string; nominated: boolean; readAt: Date | null }[]>`
    SELECT g.slug, g.name, EXISTS (SELECT FROM "Nomination" n WHERE n."groupId" = g.id
        AND n."paperId" = ${paperId}::uuid AND ${NOMINATION_WAITS}) AS nominated,
      (SELECT max(r."chosenAt") FROM "Reading" r WHERE r."groupId" = g.id AND r."paperId" = ${paperId}::uuid) AS "readAt"
    FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
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
      JOIN "Group" g ON g.id = r."groupId" WHERE r."paperId" = w.id
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
  /** Of the open ballot; null without one. */
  id: string | null;
  closesAt: Date | null;
  candidates: number;
  votes: number;
  voted: boolean;
  /** Nominations that no ballot has chosen yet. */
  waiting: number;
}

/** Loads the group's open ballot and its latest readings. */
export async function loadOverview(scope: GroupScope) {
  const groupId = scope.group.id;
  const [[found], latest] = await Promise.all([
    db.$queryRaw<Glance[]>`
      SELECT b.id, b."closesAt", (SELECT count(*)::int FROM "Candidate" c WHERE c."ballotId" = b.id) AS candidates,
        (SELECT count(*)::int FROM "Vote" v WHERE v."ballotId" = b.id) AS votes,
        EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = ${scope.viewer?.id ?? null}::uuid) AS voted,
        (SELECT count(*)::int FROM "Nomination" n WHERE n."groupId" = g.id AND ${NOMINATION_WAITS}) AS waiting
      FROM "Group" g LEFT JOIN "Ballot" b ON b."groupId" = g.id AND ${BALLOT_OPEN}
      WHERE g.id = ${groupId}::uuid`,
    readingsOf(scope, planPage(1, LATEST, LATEST_FIRST)),
  ]);
  if (!found) refuse("NOT_FOUND");
  const { id, closesAt, waiting, ...counts } = found;
  return {
    open: id && closesAt ? { id, closesAt, ...counts } : null,
    readings: latest.slice(0, LATEST),
    waiting,
  };
}

/** Lists a page of the group's readings, the latest first. */
export async function listReadings(scope: GroupScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const { rows, ...rest } = page.cut(await readingsOf(scope, page));
  return { readings: rows, ...rest };
}

const LATEST_FIRST: ListOrder = [
  { by: "chosenAt", as: "time", desc: true },
  { by: "id", as: "id", desc: true },
];

async function readingsOf(
  scope: GroupScope,
  { where, orderBy, skip, take }: ReturnType<typeof planPage>,
) {
  const rows = await db.reading.findMany({
    where: { AND: [{ groupId: scope.group.id }, where] },
    select: {
      id: true,
      chosenAt: true,
      ballotId: true,
      paperId: true,
      meeting: { select: { startsAt: true, place: true, cancelledAt: true } },
    },
    orderBy,
    skip,
    take,
  });
  const paperOf = await briefPapers(rows.map(({ paperId }) => paperId));
  // The place may be somebody's home, so only members see it. A cancelled meeting does not count.
  return rows.map(({ meeting, paperId, ...row }) => ({
    ...row,
    paper: paperOf(paperId),
    meeting:
      meeting && !meeting.cancelledAt
        ? { startsAt: meeting.startsAt, place: scope.role ? meeting.place : "" }
        : null,
  }));
}

const LINE = {
  id: true,
  rule: true,
  opensAt: true,
  openedAt: true,
  closesAt: true,
  closedAt: true,
  cancelledAt: true,
  outcome: true,
  reading: { select: { paper: PAPER } },
} as const;

const NEWEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time", desc: true },
  { by: "id", as: "id", desc: true },
];

/** Lists a page of the group's ballots: the open one, drafts for organizers, then the others, newest first. */
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
  const countOf = await countByBallot(
    rows.map(({ id }) => id),
    scope.viewer,
  );
  const listed = rows.map(({ reading, ...ballot }) => ({
    ...ballot,
    ...countOf(ballot.id),
    stage: stageOf(ballot),
    chosen: reading?.paper ?? null,
  }));
  const first = { open: 0, draft: 1, closed: 2, cancelled: 2 };
  return {
    ballots: listed.toSorted((a, b) => first[a.stage] - first[b.stage]),
    ...rest,
  };
}

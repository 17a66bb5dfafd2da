import "server-only";
import type { z } from "zod";
import type { GroupScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import type { idsInput } from "@/server/papers/schema";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import { cutToFit } from "@/server/platform/text/page-texts";
import { mayWithdraw } from "../policy";
import { readingIsRead } from "../readings/sql";
import { POOL_MAX } from "../schema";
import { BALLOT_OPEN, NOMINATION_WAITS, WAITING } from "../sql";

/** Nominations on one page. */
const A_PAGE = 20;
/** Most bytes of titles, which a page shows six times each, and most bytes of pitches on a page. */
const TITLES = 40_000;
const PITCHES = 300_000;
/** Characters left of a pitch that does not fit. */
const BEGINNING = 30;
/** People named as offering to present a paper. */
const OFFERS = 5;
/** Best places in earlier ballots to show. */
const PLACES = 100;

/** Shortens the pitches of a list so that together they fit on a page. */
export function cutPitches(nominations: readonly { pitch: string }[]): string[] {
  return cutToFit(
    nominations.map(({ pitch }) => pitch),
    PITCHES,
    BEGINNING,
  );
}

const ORDER = [{ createdAt: "asc" }, { id: "asc" }] as const;
const EARLIEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time" },
  { by: "id", as: "id" },
];

/** Lists a page of the pool, the earliest nomination first. */
export async function listPool(scope: GroupScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, EARLIEST_FIRST);
  const found = await db.nomination.findMany({
    where: { AND: [{ groupId: scope.group.id, ...WAITING }, page.where] },
    select: {
      id: true,
      pitch: true,
      createdAt: true,
      paperId: true,
      nominatedById: true,
      nominatedBy: PERSON,
    },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(found);
  const ids = rows.map(({ id }) => id);
  const [paperOf, offersOf, pastOf] = await Promise.all([
    briefPapers(
      rows.map(({ paperId }) => paperId),
      TITLES,
    ),
    loadOffers(ids, scope.viewer),
    loadHistories(ids),
  ]);
  const pitches = cutPitches(rows);
  const nominations = rows.map(({ nominatedById, paperId, ...row }, at) => {
    const { standing, places } = pastOf(row.id);
    return {
      ...row,
      ...offersOf(row.id),
      pitch: pitches[at] ?? row.pitch,
      paper: paperOf(paperId),
      standing,
      /** The nomination's places in earlier ballots, best first. */
      places,
      mayWithdraw: !standing && mayWithdraw(scope, nominatedById) === true,
    };
  });
  return { nominations, ...rest };
}

/** Lists the whole pool, with the facts that help an organizer choose candidates. */
export async function listPoolForBallot(scope: GroupScope) {
  const rows = await db.nomination.findMany({
    where: { groupId: scope.group.id, ...WAITING },
    select: { id: true, paperId: true, nominatedBy: { select: { name: true } } },
    orderBy: [...ORDER],
    take: POOL_MAX,
  });
  const [paperOf, pastOf] = await Promise.all([
    briefPapers(rows.map(({ paperId }) => paperId)),
    loadHistories(rows.map(({ id }) => id)),
  ]);
  return rows.map(({ paperId, ...row }) => ({
    ...row,
    paper: paperOf(paperId),
    standing: pastOf(row.id).standing,
  }));
}

/** Finds which of these papers are in the group's pool, and which the group has chosen or read before. */
export async function findKnownPapers(scope: GroupScope, { paperIds }: z.output<typeof idsInput>) {
  const rows = await db.$queryRaw<
    { id: string; waiting: boolean; chosen: boolean; read: boolean }[]
  >`
    SELECT w.id, EXISTS (SELECT FROM "Nomination" n WHERE n."paperId" = w.id AND n."groupId" = ${scope.group.id}::uuid
        AND ${NOMINATION_WAITS}) AS waiting,
      EXISTS (SELECT FROM "Reading" r WHERE r."paperId" = w.id AND r."groupId" = ${scope.group.id}::uuid) AS chosen,
      EXISTS (SELECT FROM "Reading" r WHERE r."paperId" = w.id AND r."groupId" = ${scope.group.id}::uuid
        AND ${readingIsRead(now())}) AS read
    FROM unnest(${paperIds}::uuid[]) AS w(id)`;
  return {
    waiting: rows.filter(({ waiting }) => waiting).map(({ id }) => id),
    chosen: rows.filter(({ chosen }) => chosen).map(({ id }) => id),
    read: rows.filter(({ read }) => read).map(({ id }) => id),
  };
}

interface Offers {
  /** The first people who offered to present the paper. */
  offers: { handle: string; name: string }[];
  /** The number of further offers. */
  moreOffers: number;
  /** Whether the viewer has offered. */
  offered: boolean;
}

/** Loads offers to present papers, by nomination, in one query that reads only the names shown. */
export async function loadOffers(
  nominationIds: readonly string[],
  viewer: Viewer | null,
): Promise<(nominationId: string) => Offers> {
  const rows = await db.$queryRaw<({ id: string; count: number } & Offers)[]>`
    SELECT n.id, (SELECT count(*)::int FROM "PresenterOffer" o WHERE o."nominationId" = n.id) AS count,
      EXISTS (SELECT FROM "PresenterOffer" o WHERE o."nominationId" = n.id
        AND o."personId" = ${viewer?.id ?? null}::uuid) AS offered,
      coalesce((SELECT json_agg(json_build_object('handle', p.handle, 'name', p.name)
          ORDER BY first."createdAt", p.id)
        FROM (SELECT o."personId", o."createdAt" FROM "PresenterOffer" o WHERE o."nominationId" = n.id
          ORDER BY o."createdAt", o."personId" LIMIT ${OFFERS}) first
        JOIN "Person" p ON p.id = first."personId"), '[]') AS offers
    FROM unnest(${[...nominationIds]}::uuid[]) AS n(id)`;
  const found = new Map(
    rows.map(({ id, count, offers, offered }) => {
      return [id, { offers, offered, moreOffers: count - offers.length }];
    }),
  );
  return (id) => found.get(id) ?? { offers: [], moreOffers: 0, offered: false };
}

/** Loads whether nominations are on the open ballot, and their earlier places, in one query. */
async function loadHistories(nominationIds: readonly string[]) {
  const rows = await db.$queryRaw<{ id: string; standing: boolean; places: number[] }[]>`
    SELECT n.id, EXISTS (SELECT FROM "Candidate" c JOIN "Ballot" b ON b.id = c."ballotId"
        WHERE c."nominationId" = n.id AND ${BALLOT_OPEN}) AS standing,
      ARRAY(SELECT c.place FROM "Candidate" c WHERE c."nominationId" = n.id AND c.place IS NOT NULL
        ORDER BY c.place LIMIT ${PLACES}) AS places
    FROM unnest(${[...nominationIds]}::uuid[]) AS n(id)`;
  const found = new Map(rows.map((row) => [row.id, row]));
  return (id: string) => found.get(id) ?? { standing: false, places: [] };
}

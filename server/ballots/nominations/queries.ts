import "server-only";
import type { z } from "zod";
import { actsAs, type GroupScope, mayTakePart } from "@/server/groups/policy";
import { escapeHtml } from "@/server/papers/abstracts/rules";
import { BRIEF, briefIn, briefPapers, type WithPaper } from "@/server/papers/brief";
import type { idsInput } from "@/server/papers/schema";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import { cutToFit, fitOnPage } from "@/server/platform/text/page-texts";
import { firstLines } from "@/server/platform/text/words";
import { mayWithdraw } from "../policy";
import { readingIsRead } from "../readings/sql";
import { POOL_MAX } from "../schema";
import { NOMINATION_VOTED_ON, NOMINATION_WAITS, WAITING } from "../sql";

/** Nominations on one page. */
const A_PAGE = 20;
/** Most bytes of titles, which a page shows six times each. */
const TITLES = 40_000;
/** The share of a page's room for its pitches. */
const PITCHES = 0.5;
/** Characters left of a pitch or a reason that does not fit. */
const BEGINNING = 30;
/** People named as offering to present a paper. */
const OFFERS = 5;
/** Objections shown of a nomination, so that a long ballot stays small. */
const OBJECTIONS = 3;
/** Bytes of the reasons that are shown in full. */
const REASONS = 40_000;
/** Best places in earlier ballots to show. */
const PLACES = 100;

/** Fits the pitches of a list onto a page, as HTML. Of one that does not fit, the beginning is shown. */
export function fitPitches(nominations: readonly { pitch: string; pitchHtml: string }[]): string[] {
  const placed = fitOnPage(
    nominations.map(({ pitchHtml }) => pitchHtml),
    PITCHES,
  );
  return nominations.map(({ pitch }, at) => {
    const { html = "", folded = true } = placed[at] ?? {};
    return folded ? `<p>${escapeHtml(firstLines(pitch, BEGINNING))}</p>` : html;
  });
}

const ORDER = [{ createdAt: "asc" }, { id: "asc" }] as const;
const EARLIEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time", sql: Prisma.sql`n."createdAt"` },
  { by: "id", as: "id", sql: Prisma.sql`n.id` },
];

interface InPool extends WithPaper, OfferRow, ObjectionRow, History {
  pitch: string;
  pitchHtml: string;
  createdAt: Date;
  nominatedById: string;
  handle: string;
  name: string;
}

/** Lists a page of the pool, the earliest nomination first, in one query. */
export async function listPool(scope: GroupScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, EARLIEST_FIRST);
  const read = await db.$queryRaw<InPool[]>`
    SELECT n.id, n.pitch, n."pitchHtml", n."createdAt", n."nominatedById", by.handle, by.name, ${BRIEF},
      ${offered(scope.viewer)}, ${objections(scope.role === null ? null : scope.viewer)}, ${HISTORY}
    FROM (SELECT * FROM "Nomination" n WHERE n."groupId" = ${scope.group.id}::uuid AND ${NOMINATION_WAITS}
      AND ${page.sql.where} ORDER BY ${page.sql.order} LIMIT ${page.take} OFFSET ${page.skip}) n
    JOIN "Person" by ON by.id = n."nominatedById" JOIN "Paper" p ON p.id = n."paperId"
    ORDER BY ${page.sql.order}`;
  const { rows, ...rest } = page.cut(read);
  const paperOf = briefIn(rows, TITLES);
  const pitches = fitPitches(rows);
  const objectionsTo = objectionsIn(rows);
  const nominations = rows.map((row, at) => {
    const { id, createdAt, handle, name, standing, places } = row;
    return {
      id,
      createdAt,
      nominatedBy: { handle, name },
      ...offersIn(row),
      objections: { ...objectionsTo(id), mayRemove: actsAs(scope, "organizer") },
      pitchHtml: pitches[at] ?? "",
      paper: paperOf(row.paperId),
      standing,
      /** The nomination's places in earlier ballots, best first. */
      places,
      mayWithdraw:
        !standing && mayTakePart(scope) === true && mayWithdraw(scope, row.nominatedById) === true,
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

/** Lists the ids of the papers in the pool, the earliest nomination first. */
export async function listPoolPapers(scope: GroupScope): Promise<string[]> {
  const rows = await db.nomination.findMany({
    where: { groupId: scope.group.id, ...WAITING },
    select: { paperId: true },
    orderBy: [...ORDER],
    take: POOL_MAX,
  });
  return rows.map(({ paperId }) => paperId);
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

type OfferRow = Omit<Offers, "moreOffers"> & { id: string; count: number };

/** The offers to present the paper of a nomination `n`, of which only the names shown are read. */
function offered(viewer: Viewer | null): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM "PresenterOffer" o WHERE o."nominationId" = n.id) AS count,
    EXISTS (SELECT FROM "PresenterOffer" o WHERE o."nominationId" = n.id
      AND o."personId" = ${viewer?.id ?? null}::uuid) AS offered,
    coalesce((SELECT json_agg(json_build_object('handle', by.handle, 'name', by.name)
        ORDER BY first."createdAt", by.id)
      FROM (SELECT o."personId", o."createdAt" FROM "PresenterOffer" o WHERE o."nominationId" = n.id
        ORDER BY o."createdAt", o."personId" LIMIT ${OFFERS}) first
      JOIN "Person" by ON by.id = first."personId"), '[]') AS offers`;
}

function offersIn({ count, offers, offered }: OfferRow): Offers {
  return { offers, offered, moreOffers: count - offers.length };
}

interface Objections {
  /** The viewer's own one and the latest others, with their reasons. */
  said: { handle: string; name: string; reason: string }[];
  /** The number of further ones. */
  more: number;
  /** Whether the viewer has objected. */
  mine: boolean;
}

interface ObjectionRow extends Pick<Objections, "said" | "mine"> {
  id: string;
  objectionCount: number;
}

/** The objections to a nomination `n`, for members. @param member null for people who may not read them */
function objections(member: Viewer | null): Prisma.Sql {
  if (!member) return Prisma.sql`'[]'::json AS said, false AS mine, 0 AS "objectionCount"`;
  const own = Prisma.sql`o."personId" = ${member.id}::uuid`;
  return Prisma.sql`(SELECT count(*)::int FROM "Objection" o WHERE o."nominationId" = n.id) AS "objectionCount",
    EXISTS (SELECT FROM "Objection" o WHERE o."nominationId" = n.id AND ${own}) AS mine,
    coalesce((SELECT json_agg(json_build_object('handle', by.handle, 'name', by.name, 'reason', last.reason)
        ORDER BY last.own DESC, last."createdAt" DESC, by.id)
      FROM (SELECT o."personId", o.reason, o."createdAt", ${own} AS own FROM "Objection" o
        WHERE o."nominationId" = n.id ORDER BY own DESC, o."createdAt" DESC, o."personId" LIMIT ${OBJECTIONS}) last
      JOIN "Person" by ON by.id = last."personId"), '[]') AS said`;
}

/** Fits the objections to nominations onto a page. @returns a function from the id of a nomination */
function objectionsIn(rows: readonly ObjectionRow[]): (id: string) => Objections {
  const reasons = rows.flatMap(({ said }) => said.map(({ reason }) => reason));
  const fitting = cutToFit(reasons, REASONS, BEGINNING);
  let at = 0;
  const found = new Map<string, Objections>();
  for (const { id, said, mine, objectionCount } of rows) {
    const shown = said.map((one) => ({ ...one, reason: fitting[at++] ?? "" }));
    found.set(id, { said: shown, mine, more: objectionCount - said.length });
  }
  return (id) => found.get(id) ?? { said: [], more: 0, mine: false };
}

export type NominatedRow = OfferRow & ObjectionRow & WithPaper;

/**
 * The query for the papers of nominations, the offers to present them and the objections.
 * @param member the viewer if they may read objections
 */
export function nominatedOf(
  nominationIds: readonly string[],
  { viewer, member }: { viewer: Viewer | null; member: Viewer | null },
): Prisma.Sql {
  return Prisma.sql`
    SELECT n.id, ${BRIEF}, ${offered(viewer)}, ${objections(member)}
    FROM unnest(${[...nominationIds]}::uuid[]) WITH ORDINALITY AS w(id, place)
    JOIN "Nomination" n ON n.id = w.id JOIN "Paper" p ON p.id = n."paperId" ORDER BY w.place`;
}

/** Papers, offers and objections out of their rows, within their room on the page. */
export function nominatedIn(rows: readonly NominatedRow[], titleBytes: number) {
  const offersOf = new Map(rows.map((row) => [row.id, offersIn(row)]));
  return {
    paperOf: briefIn(rows, titleBytes),
    offersOf: (id: string) => offersOf.get(id) ?? { offers: [], moreOffers: 0, offered: false },
    objectionsTo: objectionsIn(rows),
  };
}

interface History {
  standing: boolean;
  places: number[];
}

/** Whether a nomination `n` is on an open ballot, and its earlier places. */
const HISTORY = Prisma.sql`${NOMINATION_VOTED_ON} AS standing,
    ARRAY(SELECT c.place FROM "Candidate" c WHERE c."nominationId" = n.id AND c.place IS NOT NULL
      ORDER BY c.place LIMIT ${PLACES}) AS places`;

/** Loads the histories of nominations, in one query. */
async function loadHistories(nominationIds: readonly string[]) {
  const rows = await db.$queryRaw<(History & { id: string })[]>`
    SELECT n.id, ${HISTORY} FROM unnest(${[...nominationIds]}::uuid[]) AS n(id)`;
  const found = new Map(rows.map((row) => [row.id, row]));
  return (id: string) => found.get(id) ?? { standing: false, places: [] };
}

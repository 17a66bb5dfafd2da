import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import { inPlainSigns } from "@/server/papers/abstracts/plain-signs";
import { PAPERS_A_FILE } from "@/server/papers/files/rules";
import { readCards } from "@/server/papers/queries";
import { isWithin } from "@/server/papers/search/language/sql";
import type { Viewer } from "@/server/people/policy";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { refuse } from "@/server/platform/refusal";
import { hashSecret } from "@/server/platform/secrets/secret";
import { wordsWithFormulas } from "@/server/platform/text/markdown";
import { firstLines } from "@/server/platform/text/words";
import { type Owner, ownedBy } from "../lists/queries";
import { mayTakeOff } from "../policy";
import { type ContentOrder, type Kept, type Shelf, wordsOf } from "../rules";
import {
  type contentsForm,
  type fileContents,
  type keptInput,
  type listPageInput,
  SHELF_PAGE,
  type sharedInput,
} from "../schema";
import { addressOf } from "../sharing/links";

/** Characters of a note that a list shows. */
const NOTE_SHOWN = 240;
/** Characters that are read of a note for that. */
const NOTE_READ = 1000;
/** Formulas of it that become signs: each takes about a millisecond. */
const FORMULAS = 2;
/** Characters of a title that order a list: it stands in addresses. */
const TITLE_KEY = 80;
/** Topics and years that a shelf offers as filters. */
const TOPICS_SHOWN = 30;
const YEARS_SHOWN = 60;

const LAST = { by: "paperId", as: "id", sql: Prisma.sql`s."paperId"` } as const;
const TITLE = Prisma.sql`left(p."normalizedTitle", ${TITLE_KEY}::int)`;
const PUBLISHED = Prisma.sql`(coalesce(p."publishedOn", DATE '1000-01-01')::timestamp AT TIME ZONE 'UTC')`;
const UPVOTES = Prisma.sql`coalesce(own."upvoteCount", 0)`;
const ORDERS: Record<ContentOrder, ListOrder> = {
  recent: [{ by: "at", as: "time", desc: true, sql: Prisma.sql`s.at` }, LAST],
  title: [{ by: "titleKey", as: "text", sql: TITLE }, LAST],
  published: [{ by: "publishedAt", as: "time", desc: true, sql: PUBLISHED }, LAST],
  upvotes: [{ by: "upvoteCount", as: "whole", desc: true, sql: UPVOTES }, LAST],
};

type Wanted = z.output<typeof contentsForm>;
type WantedFile = z.output<typeof fileContents>;

/** The papers on a shelf of a person, or those with a note: `paperId`, `at`, and who added it to a group's list. */
function rowsOfShelf({ id }: Viewer, shelf: Kept): Prisma.Sql {
  if (shelf === "noted")
    return Prisma.sql`(SELECT "paperId", max("changedAt") AS at, NULL::uuid AS "addedById" FROM "PaperNote"
      WHERE "personId" = ${id}::uuid GROUP BY "paperId")`;
  return Prisma.sql`(SELECT "paperId", "movedAt" AS at, NULL::uuid AS "addedById" FROM "ShelvedPaper"
    WHERE "personId" = ${id}::uuid AND shelf = ${shelf}::"ShelfName")`;
}

function rowsOfList(listId: string): Prisma.Sql {
  return Prisma.sql`(SELECT "paperId", "addedAt" AS at, "addedById" FROM "ListedPaper" WHERE "listId" = ${listId}::uuid)`;
}

interface Row {
  paperId: string;
  at: Date;
  addedById: string | null;
  addedBy: string | null;
  shelf: Shelf | null;
  note: string | null;
}

/** Papers of `rows` that fit what is wanted. Notes are searched only for the person who wrote them. */
function found(
  rows: Prisma.Sql,
  viewerId: string | null,
  { q, topic, year }: Omit<Wanted, "cursor">,
): Prisma.Sql {
  const words = wordsOf(q).map(
    (
      word,
    ) => Prisma.sql`strpos(search_text(p.title || ' ' || array_to_string(coalesce(p.authors, '{}'), ' ')
      || ' ' || coalesce(n.body, '')), search_text(${word})) > 0`,
  );
  const about = topic
    ? [
        Prisma.sql`EXISTS (SELECT FROM "PaperTopic" t WHERE t."paperId" = p.id AND t."topicSlug" = ${topic})`,
      ]
    : [];
  const during =
    year === null ? [] : [isWithin(Prisma.sql`p."publishedOn"`, { from: year, to: year })];
  return Prisma.sql`${rows} s JOIN "Paper" p ON p.id = s."paperId"
    LEFT JOIN "PaperStanding" own ON own."paperId" = p.id
    LEFT JOIN LATERAL (SELECT string_agg(x.body, ' ' ORDER BY x.place) AS body FROM "PaperNote" x
      WHERE x."paperId" = p.id AND x."personId" = ${viewerId}::uuid) n ON true
    WHERE ${Prisma.join([Prisma.sql`true`, ...words, ...about, ...during], " AND ")}`;
}

/** Reads a page of papers from `rows`, with what the viewer keeps of them. */
async function readPage(rows: Prisma.Sql, viewerId: string | null, wanted: Wanted) {
  const page = planPage(wanted.cursor, SHELF_PAGE, ORDERS[wanted.order]);
  const read = await db.$queryRaw<Row[]>`
    SELECT s."paperId", s.at, s."addedById", ${TITLE} AS "titleKey", ${PUBLISHED} AS "publishedAt", ${UPVOTES} AS "upvoteCount",
      (SELECT name FROM "Person" a WHERE a.id = s."addedById") AS "addedBy", left(n.body, ${NOTE_READ}::int) AS note,
      (SELECT k.shelf::text FROM "ShelvedPaper" k WHERE k."paperId" = p.id AND k."personId" = ${viewerId}::uuid) AS shelf
    FROM ${found(rows, viewerId, wanted)} AND ${page.sql.where}
    ORDER BY ${page.sql.order} LIMIT ${page.take} OFFSET ${page.skip}`;
  const { rows: shown, pages } = page.cut(read);
  const cards = await readCards(shown.map(({ paperId }) => paperId));
  const byId = new Map(shown.map((row) => [row.paperId, row]));
  return {
    papers: cards.flatMap((card) => {
      const row = byId.get(card.id);
      if (!row) return [];
      const { at, shelf, addedById, addedBy, note } = row;
      return {
        ...card,
        at,
        shelf,
        addedById,
        addedBy,
        note: note && firstLines(inPlainSigns(wordsWithFormulas(note), FORMULAS), NOTE_SHOWN),
      };
    }),
    pages,
  };
}

/**
 * Reads topics of the papers in `rows`, the most frequent first, and years in which they were published, the latest first. Each
 * is counted among the papers that the search and the other filter leave. A topic that was chosen is there in any case.
 */
async function readFilters(rows: Prisma.Sql, viewerId: string | null, wanted: Wanted) {
  const { topic } = wanted;
  const read = await db.$queryRaw<{ kind: string; slug: string; name: string; count: number }[]>`
    WITH "ofYear" AS MATERIALIZED (SELECT p.id AS "paperId" FROM ${found(rows, viewerId, { ...wanted, topic: "" })})
    (SELECT 'topic' AS kind, t.slug, t.name, sum(c.count)::int AS count FROM (
        SELECT "topicSlug", count(*) FROM "ofYear" JOIN "PaperTopic" USING ("paperId") GROUP BY "topicSlug"
        UNION ALL SELECT ${topic}, 0
      ) c JOIN "Topic" t ON t.slug = c."topicSlug"
      GROUP BY t.slug, t.name ORDER BY t.slug = ${topic} DESC, count DESC, t.name LIMIT ${TOPICS_SHOWN})
    UNION ALL
    (SELECT 'year', '', extract(year FROM found."publishedOn")::int::text AS year, count(*)::int
      FROM (SELECT p."publishedOn" FROM ${found(rows, viewerId, { ...wanted, year: null })}) found
      WHERE found."publishedOn" IS NOT NULL
      GROUP BY year ORDER BY year DESC LIMIT ${YEARS_SHOWN})`;
  return {
    topics: read.flatMap(({ kind, ...topic }) => (kind === "topic" ? [topic] : [])),
    years: read.flatMap(({ kind, name, count }) =>
      kind === "year" ? [{ year: Number(name), count }] : [],
    ),
  };
}

/** Reads a page of papers, and the filters beside it. */
function readContents(rows: Prisma.Sql, viewerId: string | null, wanted: Wanted) {
  return Promise.all([readPage(rows, viewerId, wanted), readFilters(rows, viewerId, wanted)]);
}

/** Reads a page of one of the viewer's shelves, or of the papers with a note. */
export async function readShelf(viewer: Viewer, { shelf, ...wanted }: z.output<typeof keptInput>) {
  const rows = rowsOfShelf(viewer, shelf);
  const [contents, filters] = await readContents(rows, viewer.id, wanted);
  return { ...withoutAdders(contents), ...filters };
}

/** Counts what the viewer keeps. */
export async function countKept(viewer: Viewer) {
  const me = Prisma.sql`${viewer.id}::uuid`;
  const [counts] = await db.$queryRaw<Record<Kept | "lists", number>[]>`
    SELECT count(*) FILTER (WHERE shelf = 'toRead')::int AS "toRead",
      count(*) FILTER (WHERE shelf = 'reading')::int AS reading, count(*) FILTER (WHERE shelf = 'read')::int AS read,
      (SELECT count(DISTINCT "paperId")::int FROM "PaperNote" WHERE "personId" = ${me}) AS noted,
      (SELECT count(*)::int FROM "PaperList" WHERE "personId" = ${me}) AS lists
    FROM "ShelvedPaper" WHERE "personId" = ${me}`;
  return counts ?? { toRead: 0, reading: 0, read: 0, noted: 0, lists: 0 };
}

interface ListHead {
  id: string;
  name: string;
  description: string;
}

interface FoundList extends ListHead {
  linkId: string | null;
  showsOwner: boolean;
}

async function findList(owner: Owner, listId: string): Promise<FoundList> {
  const [list] = await db.$queryRaw<FoundList[]>`
    SELECT l.id, l.name, l.description, l."linkId", l."showsOwner" FROM "PaperList" l WHERE l.id = ${listId}::uuid AND ${ownedBy(owner)}`;
  return list ?? refuse("NOT_FOUND");
}

/** Reads a page of a list of the viewer. @throws Refusal NOT_FOUND */
export async function readOwnList(
  viewer: Viewer,
  { listId, ...wanted }: z.output<typeof listPageInput>,
) {
  const owner = { personId: viewer.id, groupId: null };
  const { linkId, ...list } = await findList(owner, listId);
  const rows = rowsOfList(listId);
  const [contents, filters] = await readContents(rows, viewer.id, wanted);
  return {
    list: { ...list, link: linkId && addressOf(linkId) },
    ...withoutAdders(contents),
    ...filters,
  };
}

/** Reads a page of a group's list, for a member. @throws Refusal NOT_FOUND */
export async function readGroupList(
  scope: MemberScope,
  { listId, ...wanted }: z.output<typeof listPageInput>,
) {
  const owner = { personId: null, groupId: scope.group.id };
  const { id, name, description } = await findList(owner, listId);
  const rows = rowsOfList(listId);
  const [contents, filters] = await readContents(rows, scope.viewer.id, wanted);
  const papers = contents.papers.map(({ addedById, ...paper }) => ({
    ...paper,
    mayTakeOff: mayTakeOff(scope, { addedById }) === true,
  }));
  return { list: { id, name, description }, papers, pages: contents.pages, ...filters };
}

type SharedList = ListHead & { owner: string | null };

async function findShared(token: string): Promise<SharedList> {
  const [list] = await db.$queryRaw<SharedList[]>`
    SELECT l.id, l.name, l.description, CASE WHEN l."showsOwner" THEN p.name END AS owner
    FROM "PaperList" l JOIN "Person" p ON p.id = l."personId" WHERE l."linkHash" = ${hashSecret(token)}`;
  return list ?? refuse("NOT_FOUND");
}

/** Whether a list is shared by this link. */
export async function isShared(token: string): Promise<boolean> {
  return (await db.paperList.count({ where: { linkHash: hashSecret(token) } })) > 0;
}

/** Reads a list by the link with which it is shared. Nothing of its owner is in it, except their name if they chose so. */
export async function readSharedList({ token, ...wanted }: z.output<typeof sharedInput>) {
  const { id, ...list } = await findShared(token);
  const rows = rowsOfList(id);
  const [{ papers, pages }, filters] = await readContents(rows, null, wanted);
  return {
    list,
    papers: papers.map(
      ({ addedById: _a, addedBy: _b, shelf: _c, note: _d, at: _e, ...card }) => card,
    ),
    pages,
    ...filters,
  };
}

/** Contents of a person's own, where nobody else adds anything. */
function withoutAdders({ papers, pages }: Awaited<ReturnType<typeof readPage>>) {
  return { papers: papers.map(({ addedById: _a, addedBy: _b, ...paper }) => paper), pages };
}

/** Finds the papers of a shelf of the viewer for a file, as its page shows them. */
export function listShelved(viewer: Viewer, shelf: Kept, wanted: WantedFile): Promise<string[]> {
  return listIds(rowsOfShelf(viewer, shelf), viewer.id, wanted);
}

/** Finds the papers of a list for a file, as its page shows them to the viewer. @throws Refusal NOT_FOUND */
export async function listListed(
  viewer: Viewer,
  owner: Owner,
  listId: string,
  wanted: WantedFile,
): Promise<string[]> {
  await findList(owner, listId);
  return listIds(rowsOfList(listId), viewer.id, wanted);
}

/** Finds the papers of a shared list for a file. @throws Refusal NOT_FOUND once the link is withdrawn */
export async function listShared(token: string, wanted: WantedFile): Promise<string[]> {
  const { id } = await findShared(token);
  return listIds(rowsOfList(id), null, wanted);
}

async function listIds(
  rows: Prisma.Sql,
  viewerId: string | null,
  wanted: WantedFile,
): Promise<string[]> {
  const { sql } = planPage(1, PAPERS_A_FILE, ORDERS[wanted.order]);
  const read = await db.$queryRaw<{ paperId: string }[]>`
    SELECT s."paperId" FROM ${found(rows, viewerId, wanted)} ORDER BY ${sql.order} LIMIT ${PAPERS_A_FILE}`;
  return read.map(({ paperId }) => paperId);
}

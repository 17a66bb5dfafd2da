import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { env } from "@/server/platform/env";
import { accessTopic } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { paperPath } from "@/server/platform/web/addresses";
import { noteShown } from "@/server/platform/web/finished/shown";
import { firstLines } from "../platform/text/words";
import { escapeHtml, plainExcerpt } from "./abstracts/rules";
import { shortenToFit, warnOf } from "./brief";
import { type DateColumns, dateInColumns } from "./dates/rules";
import { ADDRESSES, idAt } from "./merging/sql";
import { IDENTIFIERS, type Identifier } from "./pasting/identifiers";
import {
  catalogueTopic,
  type Order,
  paperTopic,
  rankingTopic,
  type TimeWindow,
  topicsTopic,
  windowStart,
} from "./rules";
import { type idsInput, type listInput, PAGE_SIZE, type PaperCard } from "./schema";
import { withShownTitle } from "./titles/shown";
import type { PaperStatus, Statement } from "./versions/rules";

/** Characters that are read of an abstract that has not been rendered yet. */
const READ = 800;
/** Characters that a search engine or a preview shows of a page. */
const SUMMARY = 200;

/** The topics of the paper `p`. */
const TOPICS = Prisma.sql`coalesce((SELECT json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY t.name)
  FROM "PaperTopic" pt JOIN "Topic" t ON t.slug = pt."topicSlug" WHERE pt."paperId" = p.id), '[]')`;

/** The number of upvotes of the paper `p`. */
const UPVOTES = Prisma.sql`(SELECT own."upvoteCount" FROM "PaperStanding" own WHERE own."paperId" = p.id)`;

/** Columns of a card, of the paper `p`. One query reads a page of cards. */
const CARD = Prisma.sql`
  p.id, p.slug, p.title, coalesce(p.authors[1:4], '{}') AS authors, coalesce(cardinality(p.authors), 0) AS "authorCount",
  p.status::text AS status, p."excerptHtml", CASE WHEN p."excerptHtml" IS NULL THEN left(p.abstract, ${READ}::int) END AS beginning,
  ${UPVOTES} AS "upvoteCount", p."commentCount", p."addedAt", p."publishedOn", p."publishedPrecision"::text,
  CASE WHEN p."arxivId" IS NOT NULL THEN 'arXiv'
    WHEN p.url ~ '^https?://(?:dx[.])?doi[.]org/' THEN 'DOI'
    ELSE coalesce(substring(p.url from '^https?://(?:www[.])?([^/:?#]+)'), CASE WHEN p.doi IS NOT NULL THEN 'DOI' END)
  END AS "from",
  ${TOPICS} AS topics`;

type Row = Omit<PaperCard, "excerptHtml" | "titleHtml" | "warning"> & {
  status: PaperStatus;
  excerptHtml: string | null;
  beginning: string | null;
};

/** Bytes of the titles of a list of cards. Each title appears four times in the page. */
const TITLES = 60_000;

// No page renders mathematics: an abstract that the job has not rendered yet is shown as source.
function cardsFrom(rows: readonly Row[]): PaperCard[] {
  return shortenToFit(rows, TITLES).map(({ beginning, excerptHtml, status, ...row }) => {
    const excerpt = excerptHtml ?? plainExcerpt(beginning ?? "");
    return { ...row, ...warnOf(status), excerptHtml: excerpt };
  });
}

/** Notes that these papers are shown: each may change, or go. */
function notePapers(papers: readonly { id: string }[]): void {
  noteShown(...papers.flatMap(({ id }) => [paperTopic(id), accessTopic(id)]));
}

const ID = { by: "id", as: "id", sql: Prisma.sql`s."paperId"` } as const;
/** The orders of the catalogue, on rows `s`. */
export const LIST_ORDERS: Record<Order, ListOrder> = {
  trending: [{ by: "heat", as: "number", desc: true, sql: Prisma.sql`s.heat` }, ID],
  new: [{ by: "addedAt", as: "time", desc: true, sql: Prisma.sql`s."addedAt"` }, ID],
  top: [{ by: "upvoteCount", as: "whole", desc: true, sql: Prisma.sql`s."upvoteCount"` }, ID],
};

/** A list of the catalogue. */
export type List = Omit<z.output<typeof listInput>, "cursor">;

/** Windows with so few papers that all of them may be looked at. */
const SHORT: readonly TimeWindow[] = ["day", "week", "month"];

/**
 * The rows of a list, as a table that has an index for its order. Papers of a short time are found by their days:
 * the index of the order might be read to its end for them. OFFSET 0 keeps PostgreSQL from reading the whole table instead.
 */
export function rowsOfList({ order, window, topic, author }: List): Prisma.Sql {
  const since = windowStart(window, now());
  const added = since ? Prisma.sql`"addedAt" >= ${since}` : Prisma.sql`true`;
  const rows =
    order === "new"
      ? Prisma.sql`SELECT id AS "paperId", "addedAt" FROM "Paper" WHERE ${added}`
      : SHORT.includes(window)
        ? Prisma.sql`SELECT s.* FROM (SELECT id FROM "Paper" WHERE ${added}) p
            CROSS JOIN LATERAL (SELECT * FROM "PaperStanding" WHERE "paperId" = p.id OFFSET 0) s`
        : Prisma.sql`SELECT * FROM "PaperStanding" WHERE ${added}`;
  if (author) return rowsByAuthor(author, added);
  if (!topic) return Prisma.sql`(${rows})`;
  return Prisma.sql`(SELECT * FROM (${rows}) x WHERE EXISTS (
    SELECT FROM "PaperTopic" t WHERE t."paperId" = x."paperId" AND t."topicSlug" = ${topic}))`;
}

/** The papers of an author. The order reads all of them: one name has few. */
function rowsByAuthor(author: string, added: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT s.* FROM (
      SELECT DISTINCT "paperId" FROM "PaperAuthor" WHERE key = ${author} AND ${added}) a
    CROSS JOIN LATERAL (SELECT * FROM "PaperStanding" WHERE "paperId" = a."paperId" OFFSET 0) s)`;
}

/** Lists a page of the catalogue. @returns the cards, and the cursors of the pages before and after */
export async function listPapers({ cursor, ...list }: z.output<typeof listInput>) {
  const { order } = list;
  const page = planPage(cursor, PAGE_SIZE, LIST_ORDERS[order]);
  // Cards are read for the rows of the page only, not for those that a page number skips.
  const read = await db.$queryRaw<(Row & { heat?: number })[]>`
    SELECT ${CARD} ${order === "trending" ? Prisma.sql`, s.heat` : Prisma.empty} FROM (
      SELECT s.* FROM ${rowsOfList(list)} s WHERE ${page.sql.where}
      ORDER BY ${page.sql.order} LIMIT ${page.take} OFFSET ${page.skip}
    ) s JOIN "Paper" p ON p.id = s."paperId" ORDER BY ${page.sql.order}`;
  noteShown(catalogueTopic(), ...(order === "new" ? [] : [rankingTopic()]));
  notePapers(read);
  const { rows, pages } = page.cut(read);
  return {
    papers: cardsFrom(rows.map(({ heat: _, ...row }) => row)),
    page: pages.page,
    previousCursor: pages.previous,
    nextCursor: pages.next,
  };
}

/** Reads the cards of these papers, in this order. @param more further columns of the paper `p`, after a comma */
export async function readCards<More extends object = object>(
  ids: readonly string[],
  more: Prisma.Sql = Prisma.empty,
): Promise<(PaperCard & More)[]> {
  if (ids.length === 0) return [];
  const papers = await db.$queryRaw<(Row & More)[]>`
    SELECT ${CARD} ${more} FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS w(id, place)
    JOIN "Paper" p ON p.id = w.id ORDER BY w.place`;
  // Columns that it does not know stay.
  return cardsFrom(papers) as (PaperCard & More)[];
}

interface PageRow extends DateColumns {
  id: string;
  slug: string;
  title: string;
  abstract: string;
  abstractHtml: string | null;
  authors: string[];
  /** The key of each author in order; null for an entry that names nobody. */
  authorKeys: (string | null)[];
  arxivId: string | null;
  doi: string | null;
  url: string | null;
  venue: string | null;
  addedAt: Date;
  upvoteCount: number;
  commentCount: number;
  topics: { slug: string; name: string }[];
  identifiers: Identifier[];
  /** The statement that holds; null if nothing has become of it. */
  statement: Statement | null;
  versions: { latest: number | null; count: number };
}

/** The statement that holds for the paper `p`, unless nothing has become of it. */
const LATEST = Prisma.sql`(SELECT json_build_object('status', s.status, 'since', s.since, 'reason', s.reason, 'link', s.link)
  FROM (SELECT * FROM "PaperStatement" t WHERE t."paperId" = p.id ORDER BY t."statedAt" DESC, t.id DESC LIMIT 1) s
  WHERE s.status <> 'current')`;

/** Reads a paper for its page, in one query. @throws Refusal NOT_FOUND */
export async function paperPage(slug: string) {
  const [paper] = await db.$queryRaw<PageRow[]>`
    SELECT p.id, p.slug, p.title, p.abstract, p."abstractHtml", coalesce(p.authors, '{}') AS authors, p."arxivId", p.doi,
      ARRAY(SELECT a.key FROM generate_subscripts(p.authors, 1) AS place
        LEFT JOIN "PaperAuthor" a ON a."paperId" = p.id AND a.position = place - 1 ORDER BY place) AS "authorKeys",
      p.url, p.venue, p."publishedOn", p."publishedPrecision"::text, p."addedAt", ${UPVOTES} AS "upvoteCount", p."commentCount",
      ${TOPICS} AS topics, ${LATEST} AS statement,
      (SELECT json_build_object('latest', max(v.number), 'count', count(*)) FROM "PaperVersion" v
        WHERE v."paperId" = p.id) AS versions,
      coalesce((SELECT json_agg(json_build_object('type', i.type, 'value', i.value) ORDER BY i.type, i.id)
        FROM "PaperIdentifier" i WHERE i."paperId" = p.id), '[]') AS identifiers
    FROM "Paper" p WHERE p.id = ${idAt(slug)}`;
  if (!paper) refuse("NOT_FOUND");
  notePapers([paper]);
  noteShown(topicsTopic());
  const { abstract, identifiers, publishedOn, publishedPrecision, ...rest } = withShownTitle(paper);
  return {
    ...rest,
    publishedOn,
    /** As exactly as it is known: "2024", "2024-05" or "2024-05-17"; empty if it is not. */
    published: dateInColumns({ publishedOn, publishedPrecision }),
    /** Where else it is, by its further identifiers. */
    links: linksOf(
      identifiers.filter(({ value }) => value !== paper.arxivId && value !== paper.doi),
    ),
    abstractHtml: paper.abstractHtml ?? escapeHtml(abstract),
    /** For previews of links to the page. */
    summary: firstLines(abstract, SUMMARY),
    address: `${env().SITE_URL}${paperPath(paper.slug)}`,
  };
}

/** Links on a page to one paper. */
const MOST_LINKS = 12;

/** The links of identifiers, with words for each. A page is shown by its own link. */
function linksOf(identifiers: readonly Identifier[]) {
  return identifiers
    .filter(({ type }) => type !== "url")
    .slice(0, MOST_LINKS)
    .map(({ type, value }) => ({
      address: IDENTIFIERS[type].link(value),
      words: type === "doi" ? `doi:${value}` : `${IDENTIFIERS[type].name}: ${value}`,
    }));
}

/** Finds the papers among these that the viewer upvoted. @returns their ids */
export async function listMyUpvotes(viewer: Viewer, { paperIds }: z.output<typeof idsInput>) {
  const rows = await db.upvote.findMany({
    where: { personId: viewer.id, paperId: { in: paperIds } },
    select: { paperId: true },
  });
  return rows.map(({ paperId }) => paperId);
}

/** Reads the ids of these slugs in one query; one of a merged paper leads to the paper that stays. @returns ids by slug */
export async function findPaperIds(slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; slug: string }[]>`
    SELECT a.id, a.slug FROM ${ADDRESSES} a WHERE a.slug = ANY(${slugs}::text[])`;
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { accessTopic } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { paperPath } from "@/server/platform/web/addresses";
import { noteShown } from "@/server/platform/web/finished/shown";
import { escapeHtml, plainExcerpt } from "./abstracts/rules";
import { shortenToFit } from "./brief";
import { catalogueTopic, firstLines, paperTopic, rankingTopic, windowStart } from "./rules";
import { type idsInput, type listInput, PAGE_SIZE, type PaperCard } from "./schema";

/** Characters that are read of an abstract that has not been rendered yet. */
const READ = 800;
/** Characters that a search engine or a preview shows of a page. */
const SUMMARY = 200;

/** Columns of a card, of the row `p`. One query reads a page of cards. */
const CARD = Prisma.sql`
  p.id, p.slug, p.title, coalesce(p.authors[1:4], '{}') AS authors, coalesce(cardinality(p.authors), 0) AS "authorCount",
  p."excerptHtml", CASE WHEN p."excerptHtml" IS NULL THEN left(p.abstract, ${READ}::int) END AS beginning,
  p."upvoteCount", p."commentCount", p."addedAt",
  coalesce((SELECT json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY t.name)
    FROM "PaperTopic" pt JOIN "Topic" t ON t.slug = pt."topicSlug" WHERE pt."paperId" = p.id), '[]') AS topics`;

type Row = Omit<PaperCard, "excerptHtml"> & {
  excerptHtml: string | null;
  beginning: string | null;
};

/** Bytes of the titles of a list of cards. Each title appears four times in the page. */
const TITLES = 60_000;

// No page renders mathematics: an abstract that the job has not rendered yet is shown as source.
function cardsFrom(rows: readonly Row[]): PaperCard[] {
  return shortenToFit(rows, TITLES).map(({ beginning, excerptHtml, ...row }) => {
    return { ...row, excerptHtml: excerptHtml ?? plainExcerpt(beginning ?? "") };
  });
}

/** Notes that these papers are shown: each may change, or go. */
function notePapers(papers: readonly { id: string }[]): void {
  noteShown(...papers.flatMap(({ id }) => [paperTopic(id), accessTopic(id)]));
}

const BY = {
  trending: Prisma.sql`p.heat DESC, p.id`,
  new: Prisma.sql`p."addedAt" DESC, p.id`,
  top: Prisma.sql`p."upvoteCount" DESC, p.id`,
};

/** Lists a page of the catalogue. @returns the cards and the number of the next page, or null */
export async function listPapers({ order, window, topic, cursor }: z.output<typeof listInput>) {
  const since = windowStart(window, now());
  const conditions = [
    since ? Prisma.sql`p."addedAt" >= ${since}` : Prisma.sql`true`,
    topic
      ? Prisma.sql`EXISTS (SELECT FROM "PaperTopic" x WHERE x."paperId" = p.id AND x."topicSlug" = ${topic})`
      : Prisma.sql`true`,
  ];
  const papers = await db.$queryRaw<Row[]>`
    SELECT ${CARD} FROM "Paper" p WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY ${BY[order]} LIMIT ${PAGE_SIZE + 1} OFFSET ${(cursor - 1) * PAGE_SIZE}`;
  noteShown(catalogueTopic(), ...(order === "new" ? [] : [rankingTopic()]));
  notePapers(papers);
  const more = papers.length > PAGE_SIZE;
  return { papers: cardsFrom(papers.slice(0, PAGE_SIZE)), nextCursor: more ? cursor + 1 : null };
}

/** Reads the cards of these papers, in this order. */
export async function readCards(ids: readonly string[]): Promise<PaperCard[]> {
  if (ids.length === 0) return [];
  const papers = await db.$queryRaw<Row[]>`
    SELECT ${CARD} FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS w(id, place)
    JOIN "Paper" p ON p.id = w.id ORDER BY w.place`;
  return cardsFrom(papers);
}

/** Reads a paper for its page. @throws Refusal NOT_FOUND */
export async function paperPage(slug: string) {
  const paper = await db.paper.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      title: true,
      abstract: true,
      abstractHtml: true,
      authors: true,
      arxivId: true,
      doi: true,
      url: true,
      publishedOn: true,
      addedAt: true,
      upvoteCount: true,
      commentCount: true,
      topics: {
        select: { topic: { select: { slug: true, name: true } } },
        orderBy: { topic: { name: "asc" } },
      },
    },
  });
  if (!paper) refuse("NOT_FOUND");
  notePapers([paper]);
  const { abstract, ...rest } = paper;
  return {
    ...rest,
    topics: paper.topics.map(({ topic }) => topic),
    abstractHtml: paper.abstractHtml ?? escapeHtml(abstract),
    /** For previews of links to the page. */
    summary: firstLines(abstract, SUMMARY),
    address: `${env().SITE_URL}${paperPath(paper.slug)}`,
  };
}

/** Finds the papers among these that the viewer upvoted. @returns their ids */
export async function listMyUpvotes(viewer: Viewer, { paperIds }: z.output<typeof idsInput>) {
  const rows = await db.upvote.findMany({
    where: { personId: viewer.id, paperId: { in: paperIds } },
    select: { paperId: true },
  });
  return rows.map(({ paperId }) => paperId);
}

/** Lists the topics that have papers, each with their number. */
export async function listTopics() {
  noteShown(catalogueTopic());
  return db.$queryRaw<{ slug: string; name: string; papers: number }[]>`
    SELECT t.slug, t.name, count(*)::int AS papers FROM "Topic" t
    JOIN "PaperTopic" pt ON pt."topicSlug" = t.slug GROUP BY t.slug, t.name ORDER BY papers DESC, t.name`;
}

/** Reads a topic. @throws Refusal NOT_FOUND */
export async function topicBySlug(slug: string) {
  noteShown(catalogueTopic());
  const found = await db.topic.findUnique({ where: { slug }, select: { slug: true, name: true } });
  return found ?? refuse("NOT_FOUND");
}

/** Reads the ids of these slugs in one query. @returns ids by slug */
export async function findPaperIds(slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const where = { slug: { in: [...slugs] } };
  const rows = await db.paper.findMany({ where, select: { id: true, slug: true } });
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

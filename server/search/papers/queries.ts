import "server-only";
import type { z } from "zod";
import { memberOf } from "@/server/groups/sql";
import { readCards } from "@/server/papers/queries";
import type { searchInput } from "@/server/papers/schema";
import { FORMS, PARTS, queryWords } from "@/server/papers/search/asked-words";
import { listFitting } from "@/server/papers/search/language/queries";
import {
  groupsIn,
  type Question,
  readQuestion,
  wordsOf,
  wordsToMark,
} from "@/server/papers/search/language/rules";
import { fitting } from "@/server/papers/search/language/sql";
import { findAsked, searchTitles, spendSearch } from "@/server/papers/search/queries";
import type { Filter, Marks } from "@/server/papers/search/schema";
import { titleInSigns } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { numberedLinks } from "@/server/platform/text/inputs";
import { markedIn, marksIn, passageOf } from "../headlines";
import { MOST_COUNTED, PAPERS_A_PAGE, type SearchPapersInput } from "../schema";
import { searchTerms } from "../sql";
import { idOf, inGroupsOf } from "./sql";

/** Filters shown of a kind. */
const MOST_FILTERS = 8;

/**
 * Searches the catalogue for a page: the best papers, or the newest ones if there are only operators, each with what
 * matched; and the filters that would narrow it down, each with the number of papers.
 * @param ip counts searches against the limit
 */
export async function searchForPapers(
  viewer: Viewer | null,
  { q, cursor }: SearchPapersInput,
  ip: string,
) {
  await spendSearch(ip);
  const question = readQuestion(q);
  const group = inGroupsOf(idOf(viewer));
  const fits = fitting(question, group);
  const isList = fits !== null && wordsOf(question) === "";
  const list = fits && isList ? await listFitting(fits, cursor, PAPERS_A_PAGE) : null;
  const hits = list ? [] : await findAsked(q, MOST_COUNTED, group);
  const ids = list?.ids ?? hits.map(({ id }) => id);
  const byMeaning = new Set(hits.flatMap((hit) => (hit.byMeaning ? [hit.id] : [])));
  const counted =
    fits && isList
      ? Prisma.sql`SELECT p.id FROM ${fits.from} WHERE ${fits.where} ORDER BY p."addedAt" DESC, p.id LIMIT ${MOST_COUNTED}`
      : Prisma.sql`SELECT unnest(${ids}::uuid[]) AS id`;
  const [papers, filters] = await Promise.all([
    readMarked(ids.slice(0, PAPERS_A_PAGE), question),
    countFilters(viewer, counted, question),
  ]);
  return {
    papers: papers.map((paper) => ({ ...paper, byMeaning: byMeaning.has(paper.id) })),
    isList,
    pages: list?.pages ?? numberedLinks(1, false),
    ...filters,
  };
}

/** Searches the catalogue for a file of the papers that a page shows. @returns them, best first */
export function searchForTitles(
  viewer: Viewer | null,
  search: z.output<typeof searchInput>,
  ip: string,
) {
  return searchTitles(search, ip, inGroupsOf(idOf(viewer)));
}

interface Headlines {
  markedTitle: string | null;
  passage: string | null;
}

/** Reads the cards of these papers, with the words of a question marked where they can be shown. */
export async function readMarked(ids: readonly string[], question: Question) {
  const asked = Prisma.sql`(WITH ${searchTerms(wordsToMark(question))} SELECT shown FROM question)`;
  const cards = await readCards<Headlines>(
    ids,
    Prisma.sql`, ${markedIn(Prisma.sql`p.title`, asked)} AS "markedTitle",
      ${passageOf(Prisma.sql`p.abstract`, asked)} AS passage`,
  );
  return cards.map(({ markedTitle, passage, ...card }) => {
    const title = marksIn(markedTitle);
    // A title that is cut, or has formulas, is not what was marked.
    const isShown = title?.map(({ text }) => text).join("") === card.title && !card.titleHtml;
    const marks: Marks = {
      title: isShown ? title : null,
      passage: marksIn(passage, titleInSigns),
    };
    return marks.title || marks.passage ? { ...card, marks } : card;
  });
}

interface Count {
  kind: Filter["kind"] | "all" | "own" | "missing";
  text: string;
  name: string;
  papers: number;
}

/** Papers of a form that are counted. PostgreSQL would look for a single one by reading all papers, not the index. */
const LOOKED_AT = 2000;
const papersWith = (query: Prisma.Sql) => Prisma.sql`(
  SELECT count(*) FROM (SELECT FROM "PaperSearch" s WHERE s.search @@ ${query} LIMIT ${LOOKED_AT}) one)`;

/**
 * Counts the papers with each topic, year, venue, with a discussion, and read by each group of the viewer, and finds the
 * words that no paper has, in one statement. @param counted selects the ids of the papers
 */
async function countFilters(viewer: Viewer | null, counted: Prisma.Sql, question: Question) {
  const person = idOf(viewer);
  const named = groupsIn(question);
  const rows = await db.$queryRaw<Count[]>`
    WITH found AS MATERIALIZED (
      SELECT p.id, p.venue, p."publishedOn", p."commentCount" FROM (${counted}) f JOIN "Paper" p ON p.id = f.id
    )
    SELECT 'all' AS kind, '' AS text, '' AS name, count(*)::int AS papers FROM found
    UNION ALL (
      SELECT 'topic', t.slug, t.name, count(*)::int FROM found
      JOIN "PaperTopic" pt ON pt."paperId" = found.id JOIN "Topic" t ON t.slug = pt."topicSlug"
      GROUP BY t.slug, t.name ORDER BY count(*) DESC, t.name LIMIT ${MOST_FILTERS})
    UNION ALL (
      SELECT 'year', year, year, count(*)::int FROM (
        SELECT extract(year FROM "publishedOn")::int::text AS year FROM found WHERE "publishedOn" IS NOT NULL
      ) y GROUP BY year ORDER BY count(*) DESC, year DESC LIMIT ${MOST_FILTERS})
    UNION ALL
    -- A venue is found by a part of its name, so papers of several count.
    SELECT 'venue', v.venue, v.venue, (
      SELECT count(*) FROM found WHERE strpos(lower(found.venue), lower(v.venue)) > 0)::int
    FROM (
      SELECT min(venue) AS venue FROM found WHERE venue <> ''
      GROUP BY lower(venue) ORDER BY count(*) DESC, lower(venue) LIMIT ${MOST_FILTERS}) v
    UNION ALL
    SELECT 'has', 'discussion', '', count(*)::int FROM found WHERE "commentCount" > 0 HAVING count(*) > 0
    UNION ALL (
      SELECT 'read', g.slug, g.name, count(DISTINCT r."paperId")::int FROM "Membership" m
      JOIN "Group" g ON g.id = m."groupId" JOIN "Reading" r ON r."groupId" = g.id AND r."readAt" <= ${now()}
      WHERE m."personId" = ${person} AND r."paperId" IN (SELECT id FROM found)
      GROUP BY g.slug, g.name ORDER BY 4 DESC, g.name LIMIT ${MOST_FILTERS})
    UNION ALL
    -- Most words are in the dictionary. The others may be there in another form, or in parts.
    SELECT 'missing', a.word, '', 0 FROM (${queryWords(wordsOf(question))}) a
    WHERE a.word !~ '^[a-z](plusplus|sharp)$'
      AND NOT EXISTS (SELECT FROM "SearchWord" s WHERE s.word = a.word)
      AND ${papersWith(FORMS)} = 0
      AND NOT EXISTS (
        SELECT FROM ${PARTS} apart WHERE ${papersWith(Prisma.sql`to_tsquery('simple', quote_literal(part) || ':AC')`)} > 0)
    UNION ALL
    SELECT 'own', g.slug, '', 0 FROM "Group" g
    WHERE g.slug = ANY(${[...named]}::text[]) AND ${memberOf(person, Prisma.sql`g.id`)}`;
  const textsOf = (wanted: Count["kind"]) =>
    rows.flatMap(({ kind, text }) => (kind === wanted ? [text] : []));
  const own = new Set(textsOf("own"));
  return {
    /** How many were counted: all that were found, up to `MOST_COUNTED`. */
    counted: rows.find(({ kind }) => kind === "all")?.papers ?? 0,
    filters: rows.filter(isFilter),
    /** Words of the question that no paper has. */
    missing: textsOf("missing"),
    /** Addresses in the question that are no group of the viewer's, whether or not they are one at all. */
    foreign: named.filter((slug) => !own.has(slug)),
  };
}

const OTHERS: readonly string[] = ["all", "own", "missing"];
const isFilter = (row: Count): row is Filter => !OTHERS.includes(row.kind);

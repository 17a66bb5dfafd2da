import "server-only";
import { memberOf } from "@/server/groups/sql";
import { FORMS, PARTS, queryWords, triplesIn } from "@/server/papers/search/asked-words";
import {
  type Part,
  partsOf,
  type Question,
  readYears,
  type Term,
} from "@/server/papers/search/language/rules";
import { hasPhrase, hasWords, isWithin, lacksPhrase } from "@/server/papers/search/language/sql";
import type { Viewer } from "@/server/people/policy";
import { Prisma } from "@/server/platform/database/db";

/**
 * Writes the search as common table expressions: `term`, a query for each word in any inflection, joined with a
 * neighbour or in parts ("topk", "top-k"), and `question`, any of them; `shown` adds the words as typed, with accents
 * and each sign by itself, to mark them in a shown text.
 */
export function searchTerms(q: string): Prisma.Sql {
  return Prisma.sql`
    asked AS (${queryWords(q)}),
    triple AS (${triplesIn(q)}),
    beside AS (SELECT *, lag(word) OVER (ORDER BY at) AS before, lead(word) OVER (ORDER BY at) AS after FROM asked),
    term AS MATERIALIZED (
      SELECT (
        SELECT string_agg('(' || way::text || ')', ' | ')::tsquery FROM (
          SELECT ${FORMS} AS way
          UNION ALL SELECT to_tsquery('english', quote_literal(joined))
          FROM unnest(ARRAY[before || word, word || after]) AS joined WHERE joined ~ '^[a-z0-9]+$'
          UNION ALL SELECT to_tsquery('english', quote_literal(joined)) FROM triple WHERE word = ANY(parts)
          UNION ALL SELECT to_tsquery('simple', quote_literal(part)) FROM ${PARTS} apart
        ) AS ways WHERE numnode(way) > 0
      ) AS query, ${FORMS} AS whole FROM beside
    ),
    question AS MATERIALIZED (
      SELECT string_agg('(' || query::text || ')', ' | ')::tsquery AS query,
        (string_agg('(' || whole::text || ')', ' | ') || coalesce((SELECT ' | ' || string_agg(quote_literal(typed), ' | ')
          FROM unnest(tsvector_to_array(to_tsvector('english', ${q}))) AS typed), '') || coalesce((
          SELECT ' | ' || string_agg('(' || to_tsquery('simple', quote_literal(search_apart(word)))::text || ')', ' | ')
          FROM asked WHERE unbroken), ''))::tsquery AS shown
      FROM term
    )`;
}

/** Stands behind each sign of writing without blanks while PostgreSQL marks words: a control character. */
export const GAP = "\u0004";

/** A word that more comments have is common, by the statistics that PostgreSQL keeps of the column anyway. */
const COMMON = 2000;
/** The newest comments, among which those are found that have nothing but common words of a query. */
const NEWEST = 20_000;
const DAY_MS = 86_400_000;
/** Part of the comments: where each word is in more, their combination is not looked up. */
const BROAD = 0.1;
/** Comments with all words of a query that are looked at. */
const WITH_ALL = 1000;

/**
 * Writes the expression `candidate`, the ids of comments with any of the words of `term`: a bounded number of them,
 * whatever the site holds. Every comment with a word that is not common is among them. Without statistics no word
 * is common, and every comment is found. @param until the last day of the search, if there is one
 */
export const commentCandidates = (until: string | null) => Prisma.sql`
  usual AS MATERIALIZED (
    SELECT lexeme, share FROM pg_class k CROSS JOIN pg_stats s
      CROSS JOIN unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS e(lexeme, share)
    WHERE k.oid = '"CommentSearch"'::regclass AND s.schemaname = current_schema()
      AND s.tablename = 'CommentSearch' AND s.attname = 'search'
      AND lexeme IS NOT NULL AND share * k.reltuples > ${COMMON}::int
  ), sized AS MATERIALIZED (
    SELECT query, (SELECT sum(share) FROM usual WHERE array_to_tsvector(ARRAY[lexeme]) @@ query) AS share FROM term
  ), wanted AS MATERIALIZED (
    SELECT string_agg('(' || query::text || ')', '|') FILTER (WHERE share IS NULL)::tsquery AS rare,
      string_agg('(' || query::text || ')', '|') FILTER (WHERE share IS NOT NULL)::tsquery AS common,
      CASE WHEN bool_and(share IS NOT NULL) AND count(*) > 1 AND min(share) < ${BROAD}
        THEN string_agg('(' || query::text || ')', '&') END::tsquery AS every
    FROM sized
  ), candidate AS MATERIALIZED (
    SELECT c."commentId" AS id FROM wanted JOIN "CommentSearch" c ON c.search @@ wanted.rare
    UNION
    SELECT c.id FROM wanted CROSS JOIN LATERAL (
      SELECT c."commentId" AS id FROM "CommentSearch" c WHERE c.search @@ wanted.every LIMIT ${WITH_ALL}
    ) c
    UNION
    -- Ids begin with the time at which they were made.
    SELECT c.id FROM wanted JOIN (
      SELECT c."commentId" AS id, c.search || ''::tsvector AS search FROM "CommentSearch" c
      WHERE (SELECT common IS NOT NULL FROM wanted) AND c."commentId" < ${idAfter(until)}::uuid
      ORDER BY c."commentId" DESC LIMIT ${NEWEST}
    ) c ON c.search @@ wanted.common
  )`;

/** An id that is greater than all that were made until the end of this day (RFC 9562, version 7). */
function idAfter(day: string | null): string {
  if (day === null) return "ffffffff-ffff-ffff-ffff-ffffffffffff";
  const hex = (Date.parse(day) + DAY_MS).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * The same, among all comments of a group or by one person.
 * @param hasWords whether they have to have any of the words
 */
export const commentCandidatesAmong = (among: Prisma.Sql, hasWords: boolean) => Prisma.sql`
  candidate AS MATERIALIZED (
    SELECT c.id FROM question CROSS JOIN "Comment" c JOIN "Thread" t ON t.id = c."threadId"
      CROSS JOIN LATERAL (SELECT search FROM "CommentSearch" WHERE "commentId" = c.id OFFSET 0) s
    WHERE ${among} AND ${hasWords ? Prisma.sql`(s.search || ''::tsvector) @@ question.query` : Prisma.sql`true`}
  )`;

/** The newest comments until the end of a day, for a search without words. */
export const newestComments = (until: string | null) => Prisma.sql`
  candidate AS MATERIALIZED (
    SELECT "commentId" AS id FROM "CommentSearch" WHERE "commentId" < ${idAfter(until)}::uuid
    ORDER BY "commentId" DESC LIMIT ${NEWEST}
  )`;

/** A person by their handle, as an operator names them. */
export const personCalled = (handle: string) => Prisma.sql`(
  SELECT id FROM "Person" WHERE handle = ${handle.replace(/^@/, "").toLowerCase()})`;

/** The columns of a text that people wrote: its words, the moment it counts from, and the id of its author. */
interface TextColumns {
  search: Prisma.Sql;
  at: Prisma.Sql;
  author?: Prisma.Sql;
}

/** Writes the conditions of a question on a text: its words, its year and its author. */
export function textConditions({ terms }: Question, columns: TextColumns) {
  const { search } = columns;
  const conditions = terms.flatMap((term) => {
    if (term.kind === "either") {
      const alternatives = term.parts.map((part) =>
        isText(part) ? hasWords(search, part.text) : isOfOrBy(part, columns),
      );
      return [Prisma.sql`(${Prisma.join(alternatives, " OR ")})`];
    }
    const { kind, text, not } = term;
    if (kind === "word") return not ? [lacksPhrase(search, text)] : [];
    if (kind === "phrase") return [not ? lacksPhrase(search, text) : hasPhrase(search, text)];
    const holds = isOfOrBy(term, columns);
    return [not ? Prisma.sql`NOT ${holds}` : holds];
  });
  return conditions.length > 0 ? Prisma.join(conditions, " AND ") : Prisma.sql`true`;
}

const isText = ({ kind }: Part) => kind === "word" || kind === "phrase";

/** Condition that a text is of certain years, or by somebody. */
function isOfOrBy({ kind, text }: Part, { at, author }: TextColumns): Prisma.Sql {
  const years = kind === "year" ? readYears(text) : null;
  return years
    ? isWithin(Prisma.sql`(${at} AT TIME ZONE 'UTC')`, years)
    : Prisma.sql`coalesce(${author ?? Prisma.sql`NULL`} = ${personCalled(text)}, false)`;
}

/** The parts of a term, where each of them is this operator and none is left out; otherwise none. */
function allOf(kind: "author" | "year", term: Term): Part[] {
  const parts = partsOf([term]);
  return parts.every((part) => part.kind === kind && !part.not) ? parts : [];
}

/** The handles of the people one of whom has to be the author, if a question asks for authors. */
export function authorsIn({ terms }: Question): string[] | null {
  const [named] = terms.map((term) => allOf("author", term)).filter(({ length }) => length > 0);
  return named?.map(({ text }) => text) ?? null;
}

/** The last day on which a text can be that a question asks for, if it has one. */
export function lastDay({ terms }: Question, until: string | null): string | null {
  const days = terms.flatMap((term) => {
    const last = allOf("year", term).map(({ text }) => readYears(text)?.to ?? null);
    // One that is open has no last day.
    return last.length > 0 && !last.includes(null)
      ? [`${Math.max(...last.map(Number))}-12-31`]
      : [];
  });
  return [...days, ...(until ? [until] : [])].toSorted()[0] ?? null;
}

/** Condition that the viewer is a member of a row's group, checked within the query that reads the row. */
export function isInGroupOfViewer(groupId: Prisma.Sql, viewer: Viewer | null): Prisma.Sql {
  return memberOf(Prisma.sql`${viewer?.id ?? null}::uuid`, groupId);
}

export function isBetween(
  column: Prisma.Sql,
  { since, until }: { since: string | null; until: string | null },
) {
  return Prisma.sql`(${since}::date IS NULL OR ${column} >= ${since}::date AT TIME ZONE 'UTC')
    AND (${until}::date IS NULL OR ${column} < (${until}::date + 1) AT TIME ZONE 'UTC')`;
}

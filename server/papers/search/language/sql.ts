import "server-only";
import { Prisma } from "@/server/platform/database/db";
import { cutWords } from "../rules";
import {
  conditionsIn,
  type Part,
  partsOf,
  plainWordsOf,
  type Question,
  readYears,
  type Term,
  type Years,
} from "./rules";

/** Writes the condition that the paper `p` is in a group, or was read by it. Groups are unknown to papers. */
export type GroupCondition = (kind: "in" | "read", group: string) => Prisma.Sql;

/** For a search without a viewer, who would be in a group. */
const inNone: GroupCondition = () => Prisma.sql`false`;

/** The papers that a search may find. */
export interface Fitting {
  /** The rows: a paper `p`, with its words `s` where they are asked for. */
  from: Prisma.Sql;
  where: Prisma.Sql;
}

/** Papers with their words. */
export const WITH_WORDS = Prisma.sql`"Paper" p JOIN "PaperSearch" s ON s."paperId" = p.id`;

/** A text as words are indexed: of writing without blanks, each two signs that follow each other. */
const read = (text: string) => Prisma.sql`search_signs(search_text(${text}))`;

/** Words next to each other, in any inflection, or as names are written: authors are not stemmed. */
const phraseOf = (text: string) => Prisma.sql`
  (phraseto_tsquery('english', ${read(text)}) || phraseto_tsquery('simple', ${read(text)}))`;

/** Words such as "the" are not in the index: nothing can be found or left out by them. */
const isUsual = (text: string) =>
  Prisma.sql`numnode(phraseto_tsquery('english', ${read(text)})) = 0`;

/** Condition that a text has these words, one of several that are joined by OR: a usual word is in none. */
export const hasWords = (search: Prisma.Sql, text: string) =>
  Prisma.sql`${search} @@ ${phraseOf(text)}`;

/** Condition that a text whose words are in a column has these words next to each other. */
export const hasPhrase = (search: Prisma.Sql, text: string) =>
  Prisma.sql`(${isUsual(text)} OR ${search} @@ ${phraseOf(text)})`;

/** Condition that a text whose words are in a column has none of these. */
export const lacksPhrase = (search: Prisma.Sql, text: string) =>
  Prisma.sql`(${isUsual(text)} OR NOT ${search} @@ ${phraseOf(text)})`;

/** A query for words in one part of a paper: A is the title, B the authors. */
const inPart = (query: Prisma.Sql, weight: "A" | "B") =>
  Prisma.sql`replace((${query})::text || ' ', ''' ', ${`':${weight} `})::tsquery`;

/** Condition that a moment, or a day, is within years. */
export function isWithin(column: Prisma.Sql, { from, to }: Years): Prisma.Sql {
  const parts = [
    ...(from === null ? [] : [Prisma.sql`${column} >= make_date(${from}::int, 1, 1)`]),
    ...(to === null ? [] : [Prisma.sql`${column} < make_date(${to + 1}::int, 1, 1)`]),
  ];
  return Prisma.sql`(${Prisma.join(parts, " AND ")})`;
}

/** All names of one author are in the question: two authors do not make up a third. */
function hasAuthor(text: string): Prisma.Sql {
  const names = Prisma.sql`plainto_tsquery('simple', ${read(text)})`;
  return Prisma.sql`(s.search @@ ${inPart(names, "B")} AND EXISTS (
    SELECT FROM unnest(p.authors) AS author WHERE to_tsvector('simple', search_words(author)) @@ ${names}))`;
}

const inTitle = (text: string) =>
  inPart(Prisma.sql`phraseto_tsquery('english', ${read(text)})`, "A");

const hasTitle = (text: string) => Prisma.sql`(${isUsual(text)} OR s.search @@ ${inTitle(text)})`;

/** By its address or its name. */
function hasTopic(text: string): Prisma.Sql {
  const slug = text.toLowerCase().replaceAll(" ", "-");
  return Prisma.sql`EXISTS (SELECT FROM "PaperTopic" pt WHERE pt."paperId" = p.id AND pt."topicSlug" IN (
    SELECT slug FROM "Topic" WHERE slug = ${slug} OR lower(name) = lower(${text})))`;
}

/** Condition that the venue of the paper `p` has this in its name. */
const hasVenue = (text: string) => Prisma.sql`strpos(lower(p.venue), lower(${text})) > 0`;

function holds({ kind, text }: Part, group: GroupCondition): Prisma.Sql {
  if (kind === "author") return hasAuthor(text);
  if (kind === "title") return hasTitle(text);
  if (kind === "topic") return hasTopic(text);
  if (kind === "venue") return hasVenue(text);
  if (kind === "has") return Prisma.sql`p."commentCount" > 0`;
  if (kind === "in" || kind === "read") return group(kind, text);
  const years = kind === "year" ? readYears(text) : null;
  return years ? isWithin(Prisma.sql`p."publishedOn"`, years) : Prisma.sql`false`;
}

const SEARCH = Prisma.sql`s.search`;

/** The query for a part that is words, in a title or anywhere; null for others. */
function queryOf({ kind, text }: Part): Prisma.Sql | null {
  if (kind === "title") return inTitle(text);
  return kind === "word" || kind === "phrase" ? phraseOf(text) : null;
}

/** One of several parts has to hold. All words are one query, whose papers PostgreSQL estimates as a whole. */
function oneOf(parts: readonly Part[], group: GroupCondition): Prisma.Sql {
  const queries = parts.flatMap((part) => queryOf(part) ?? []);
  const others = parts.flatMap((part) => (queryOf(part) ? [] : [holds(part, group)]));
  const words =
    queries.length > 0 ? [Prisma.sql`s.search @@ (${Prisma.join(queries, " || ")})`] : [];
  return Prisma.sql`(${Prisma.join([...words, ...others], " OR ")})`;
}

function conditionOf(term: Term, group: GroupCondition): Prisma.Sql {
  if (term.kind === "either") return oneOf(term.parts, group);
  const { kind, text, not } = term;
  const isText = kind === "word" || kind === "phrase";
  if (isText) return not ? lacksPhrase(SEARCH, text) : hasPhrase(SEARCH, text);
  // A paper of which a year or venue is not known has another one.
  return not ? Prisma.sql`NOT coalesce(${holds(term, group)}, false)` : holds(term, group);
}

const ASKS_WORDS: readonly Part["kind"][] = ["word", "phrase", "author", "title"];

/**
 * Writes which papers a question may find: null if any. Every part has to hold, so a further part never finds more.
 * @param within a condition on `p` that has to hold as well
 */
export function fitting(
  question: Question,
  group: GroupCondition = inNone,
  within: Prisma.Sql | null = null,
): Fitting | null {
  const terms = conditionsIn(question);
  const conditions = terms.map((term) => conditionOf(term, group));
  if (within) conditions.unshift(within);
  if (conditions.length === 0) return null;
  const asksWords = partsOf(terms).some(({ kind }) => ASKS_WORDS.includes(kind));
  return {
    from: asksWords ? WITH_WORDS : Prisma.sql`"Paper" p`,
    where: Prisma.sql`(${Prisma.join(conditions, " AND ")})`,
  };
}

/** Writes which papers fit a question whose words all have to be there, each in any of its ways. */
export function fittingEach(
  question: Question,
  group: GroupCondition,
  within: Prisma.Sql,
): Fitting {
  const words = cutWords(plainWordsOf(question));
  const each = Prisma.sql`search_query(${words})`;
  // Words such as "the" are in no index: they ask for nothing.
  const has = Prisma.sql`(numnode(${each}) = 0 OR ${SEARCH} @@ ${each})`;
  const fits = fitting(question, group, words === "" ? within : Prisma.sql`${within} AND ${has}`);
  return { from: WITH_WORDS, where: fits?.where ?? within };
}

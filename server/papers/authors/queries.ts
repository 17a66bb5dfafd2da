import "server-only";
import { db, Prisma } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { noteShown } from "@/server/platform/web/finished/shown";
import { catalogueTopic } from "../rules";
import { nameOfKey } from "./rules";

/** Most ways of writing a name, other authors and topics that a page names. */
const NAMED = 12;
/** The latest papers of an author whose topics and other authors are counted. */
const LATEST = 300;
/** First authors of a paper that count as those with whom somebody writes: some papers have hundreds. */
const FIRST = 30;

interface Named {
  key: string;
  name: string;
  papers: number;
}

interface Found {
  isOrganization: boolean;
  papers: number;
  names: { name: string; papers: number }[];
  topics: { slug: string; name: string; papers: number }[];
  coauthors: Named[];
  /** Authors whose names may be another way to write this one. */
  alike: Named[];
}

/**
 * Reads an author: a name, with the ways in which papers write it. Names that differ are different authors here, and the
 * page only says which are alike: one family name, and given names that do not contradict each other.
 * @throws Refusal NOT_FOUND for a name without papers
 */
export async function authorByKey(key: string) {
  noteShown(catalogueTopic());
  const [found] = await db.$queryRaw<Found[]>`
    WITH mine AS MATERIALIZED (
      SELECT "paperId", name, kin, "isOrganization", "addedAt" FROM "PaperAuthor" WHERE key = ${key}
    ), latest AS MATERIALIZED (
      SELECT DISTINCT "paperId", "addedAt" FROM mine ORDER BY "addedAt" DESC, "paperId" LIMIT ${LATEST}
    )
    SELECT bool_or("isOrganization") AS "isOrganization", count(DISTINCT "paperId")::int AS papers,
      (SELECT json_agg(x) FROM (
        SELECT name, count(DISTINCT "paperId")::int AS papers FROM mine GROUP BY name
        ORDER BY papers DESC, name LIMIT ${NAMED}) x) AS names,
      coalesce((SELECT json_agg(x) FROM (
        SELECT t.slug, t.name, count(*)::int AS papers FROM latest l
        JOIN "PaperTopic" pt ON pt."paperId" = l."paperId" JOIN "Topic" t ON t.slug = pt."topicSlug"
        GROUP BY t.slug ORDER BY papers DESC, t.name LIMIT ${NAMED}) x), '[]') AS topics,
      coalesce((SELECT json_agg(x) FROM (
        SELECT a.key, min(a.name) AS name, count(DISTINCT a."paperId")::int AS papers FROM latest l
        JOIN "PaperAuthor" a ON a."paperId" = l."paperId" AND a.position < ${FIRST}
        WHERE a.key <> ${key} GROUP BY a.key ORDER BY papers DESC, a.key LIMIT ${NAMED}) x), '[]') AS coauthors,
      coalesce((SELECT json_agg(x) FROM (
        SELECT a.key, min(a.name) AS name, count(DISTINCT a."paperId")::int AS papers FROM "PaperAuthor" a
        WHERE a.kin IN (SELECT kin FROM mine WHERE kin IS NOT NULL) AND a.key <> ${key}
          AND (split_part(a.key, '-', 1) = split_part(${key}, '-', 1) OR length(split_part(a.key, '-', 1)) = 1
            OR length(split_part(${key}, '-', 1)) = 1)
        GROUP BY a.key ORDER BY papers DESC, a.key LIMIT ${NAMED}) x), '[]') AS alike
    FROM mine HAVING count(*) > 0`;
  if (!found) refuse("NOT_FOUND");
  const [{ name } = { name: key }] = found.names;
  return { key, name, ...found };
}

/**
 * Finds the authors of this name, and those whose names may be another way to write it: "Lovelace, Ada" finds Ada Lovelace and
 * A. Lovelace. The name itself comes first, then those with most papers.
 */
export function findAuthorsNamed(name: string) {
  return db.$queryRaw<Named[]>`
    WITH asked AS (SELECT key, kin FROM paper_authors(ARRAY[${name}::text], NULL) LIMIT 1)
    SELECT a.key, min(a.name) AS name, count(DISTINCT a."paperId")::int AS papers
    FROM asked q JOIN "PaperAuthor" a ON a.key = q.key OR (a.kin = q.kin
      AND (split_part(a.key, '-', 1) = split_part(q.key, '-', 1) OR length(split_part(a.key, '-', 1)) = 1
        OR length(split_part(q.key, '-', 1)) = 1))
    GROUP BY a.key, q.key ORDER BY (a.key = q.key) DESC, papers DESC, a.key LIMIT ${NAMED}`;
}

/** The name of each of these authors, for a statement: as the latest paper of the author writes it. */
export const namesOfAuthors = (keys: readonly string[]) => Prisma.sql`
  SELECT k.key, a.name FROM unnest(${keys}::text[]) AS k(key) CROSS JOIN LATERAL (
    SELECT name FROM "PaperAuthor" WHERE key = k.key ORDER BY "addedAt" DESC, "paperId" LIMIT 1) a`;

/** Reads the names of these authors. @returns a function from key to name */
export async function authorNames(keys: readonly string[]): Promise<(key: string) => string> {
  const rows =
    keys.length === 0
      ? []
      : await db.$queryRaw<{ key: string; name: string }[]>(namesOfAuthors(keys));
  const names = new Map(rows.map(({ key, name }) => [key, name]));
  return (key) => names.get(key) ?? nameOfKey(key);
}

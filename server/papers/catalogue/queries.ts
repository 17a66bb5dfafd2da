import "server-only";
import { db, type Tx } from "@/server/platform/database/db";
import type { Identifier } from "../pasting/identifiers";
import { normalizedTitle } from "../rules";
import { type AuthorPart, familyFirst } from "./authors/rules";
import { holdersOf } from "./identifiers/queries";
import { identifiersOf } from "./identifiers/rules";
import type { Described, Numbered } from "./rules";

/** A paper of the catalogue, described so that another one can be compared with it. */
export interface Known extends Described, Numbered {
  id: string;
  slug: string;
  /** The names as they are shown. */
  names: string[];
  identifiers: Identifier[];
}

type Row = Omit<Known, "authors"> & { parts: (AuthorPart | null)[] | null };

/** A paper that may be in the catalogue already. */
interface Asked {
  title: string;
  authors: readonly string[];
  arxivId?: string | null;
  doi?: string | null;
  url?: string | null;
  identifiers?: readonly Identifier[];
  authorParts?: readonly (AuthorPart | null)[] | null;
  publishedOn?: Date | null;
}

/** Describes a paper for a comparison. */
export function describePaper(paper: Asked): Described {
  const { title, publishedOn } = paper;
  const authors = familyFirst(paper.authors, paper.authorParts);
  const year = publishedOn?.getUTCFullYear() ?? null;
  return { title, authors, year, identifiers: identifiersOf(paper) };
}

/**
 * Finds the papers of the catalogue with a similar title to, or an identifier in common with, one of these. One
 * statement, however many.
 */
export async function findAlike(
  papers: readonly Pick<Described, "title" | "identifiers">[],
  tx: Pick<Tx, "$queryRaw"> = db,
): Promise<Known[]> {
  const keys = papers.map(({ title }) => normalizedTitle(title));
  const ids = papers.flatMap(({ identifiers }) => identifiers);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT p.id, p.slug, p.title, p."normalizedTitle" AS key, p.namesake, coalesce(p.authors, '{}') AS names, p."authorParts" AS parts,
      extract(year FROM p."publishedOn")::int AS year,
      coalesce((SELECT json_agg(json_build_object('type', i.type, 'value', i.value) ORDER BY i.id)
        FROM "PaperIdentifier" i WHERE i."paperId" = p.id), '[]') AS identifiers
    FROM "Paper" p WHERE p.id IN (
      SELECT id FROM "Paper" WHERE "normalizedTitle" = ANY(${keys}::text[])
      UNION SELECT "paperId" FROM (${holdersOf(ids)}) held)
    ORDER BY p."addedAt", p.id`;
  return rows.map(({ parts, ...row }) => ({ ...row, authors: familyFirst(row.names, parts) }));
}

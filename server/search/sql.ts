import "server-only";
import { memberOf } from "@/server/groups/sql";
import { FORMS, queryWords } from "@/server/papers/search/queries";
import type { Viewer } from "@/server/people/policy";
import { Prisma } from "@/server/platform/database/db";

/**
 * Writes the search as common table expressions: `term`, a query for each word in any inflection, and
 * `question`, any of them; `shown` adds the words as typed, with accents, to mark them in a shown text.
 */
export function searchTerms(q: string): Prisma.Sql {
  return Prisma.sql`
    asked AS (${queryWords(q)}),
    term AS MATERIALIZED (SELECT ${FORMS} AS query FROM asked),
    question AS MATERIALIZED (
      SELECT string_agg('(' || query::text || ')', ' | ')::tsquery AS query,
        (string_agg('(' || query::text || ')', ' | ') || coalesce((SELECT ' | ' || string_agg(quote_literal(typed), ' | ')
          FROM unnest(tsvector_to_array(to_tsvector('english', ${q}))) AS typed), ''))::tsquery AS shown
      FROM term
    )`;
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

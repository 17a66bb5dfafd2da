// Papers like a paper, by their words.
import "server-only";
import { db } from "@/server/platform/database/db";
import { accessTopic } from "@/server/platform/live";
import { noteShown } from "@/server/platform/web/finished/shown";
import { BRIEF, briefIn, type WithPaper } from "../brief";

/** Papers that a page shows. */
const SHOWN = 5;

/**
 * Lists the papers most like one, which everybody may see.
 * @returns their short forms, each with the words that both share; none if there is no such
 * paper, or nothing like it
 */
export async function listSimilar(slug: string) {
  const rows = await db.$queryRaw<(WithPaper & { shared: string[] })[]>`
    SELECT ${BRIEF}, s.shared
    FROM "Paper" own JOIN "SimilarPaper" s ON s."paperId" = own.id JOIN "Paper" p ON p.id = s."similarId"
    WHERE own.slug = ${slug} AND p."normalizedTitle" <> own."normalizedTitle"
    ORDER BY s.score DESC, p.id LIMIT ${SHOWN}`;
  const paper = briefIn(rows);
  const ids = rows.map(({ paperId }) => paperId);
  noteShown(...ids.map(accessTopic));
  return rows.map(({ paperId, shared }) => ({ ...paper(paperId), shared }));
}

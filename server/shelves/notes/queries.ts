import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";

/** Reads what the viewer noted about these papers, as it was written, by the ids of the papers. */
export async function readOwnNotes(
  viewer: Viewer,
  paperIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ paperId: string; body: string }[]>`
    SELECT "paperId", string_agg(body, E'\\n\\n' ORDER BY place) AS body FROM "PaperNote"
    WHERE "personId" = ${viewer.id}::uuid AND "paperId" = ANY(${[...paperIds]}::uuid[]) GROUP BY "paperId"`;
  return new Map(rows.map(({ paperId, body }) => [paperId, body]));
}

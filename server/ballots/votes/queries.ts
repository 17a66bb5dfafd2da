import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";

/** Counts candidates and votes of ballots, and whether the viewer has voted, in one query. */
export async function countByBallot(ballotIds: readonly string[], viewer: Viewer | null) {
  // Prisma's _count would group all votes of the site.
  const rows = await db.$queryRaw<
    { id: string; candidates: number; votes: number; voted: boolean }[]
  >`
    SELECT b.id, (SELECT count(*)::int FROM "Candidate" c WHERE c."ballotId" = b.id) AS candidates,
      (SELECT count(*)::int FROM "Vote" v WHERE v."ballotId" = b.id) AS votes,
      EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = ${viewer?.id ?? null}::uuid) AS voted
    FROM unnest(${[...ballotIds]}::uuid[]) AS b(id)`;
  const found = new Map(rows.map(({ id, ...counts }) => [id, counts]));
  return (id: string) => found.get(id) ?? { candidates: 0, votes: 0, voted: false };
}

import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { BALLOT_OPEN } from "../sql";

/** Locks the open ballot of a group, so that it does not close meanwhile. */
export async function lockOpenBallot(tx: Tx, groupId: string): Promise<string | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM "Ballot" b WHERE b."groupId" = ${groupId}::uuid AND ${BALLOT_OPEN} FOR SHARE`;
  return found?.id ?? null;
}

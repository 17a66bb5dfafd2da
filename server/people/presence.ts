// Holds a person for a transaction, so that their account is not deleted meanwhile.
import "server-only";
import type { Tx } from "@/server/platform/db";

/**
 * Holds a person until the commit, so that their account is not deleted meanwhile; nobody else waits for it.
 * The database refuses whatever is written for a deleted person by itself (demand_person in the migrations):
 * this is for what has to be known before, or has to wait for the person before it waits for anything else.
 * @returns whether they are here
 */
export async function holdPerson(tx: Tx, personId: string): Promise<boolean> {
  const [person] = await tx.$queryRaw<{ here: boolean }[]>`
    SELECT "deletedAt" IS NULL AS here FROM "Person" WHERE id = ${personId}::uuid FOR KEY SHARE`;
  return person?.here ?? false;
}

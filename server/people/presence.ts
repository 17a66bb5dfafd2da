// Holds a person for a transaction, so that their account is not deleted meanwhile.
import "server-only";
import type { Tx } from "@/server/platform/database/db";

/**
 * Holds a person until the commit, so that their account is not deleted meanwhile. Other holders do not wait.
 * The database itself refuses rows for a deleted person (demand_person in the migrations):
 * this is for callers that must know earlier.
 * @returns whether the person exists
 */
export async function holdPerson(tx: Tx, personId: string): Promise<boolean> {
  const [person] = await tx.$queryRaw<{ here: boolean }[]>`
    SELECT "deletedAt" IS NULL AS here FROM "Person" WHERE id = ${personId}::uuid FOR KEY SHARE`;
  return person?.here ?? false;
}

// The weights that members carry from ballot to ballot under the perpetual rules.
import "server-only";
import { Prisma, type Tx } from "@/server/platform/database/db";
import type { StoredRound } from "../tally/stored";

interface Voter {
  personId: string;
  receipt: string;
}

/**
 * Loads the weights that voters carry from the group's earlier ballots under the same rule, by receipt, as
 * exact fractions. People who joined, or joined again, after the last of these ballots start anew.
 */
export async function loadWeightsByReceipt(
  tx: Tx,
  { groupId, rule }: { groupId: string; rule: string },
  voters: readonly Voter[],
): Promise<Record<string, string>> {
  const people = voters.map(({ personId }) => personId);
  const rows = await tx.$queryRaw<CarriedRow[]>(carriedWeightsOf(groupId, rule, people));
  const carried = new Map(rows.map(({ personId, after }) => [personId, after]));
  return Object.fromEntries(
    voters.flatMap(({ personId, receipt }) => {
      const after = carried.get(personId);
      return after === undefined ? [] : [[receipt, after]];
    }),
  );
}

export interface CarriedRow {
  personId: string;
  after: string;
}

/** The query for the weights that members carry under a rule; members who never voted under it are missing. */
export function carriedWeightsOf(
  groupId: string,
  rule: string,
  personIds: readonly string[],
): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ON (c."personId") c."personId", c.after FROM "Carried" c
    JOIN "Ballot" b ON b.id = c."ballotId"
    JOIN "Membership" m ON m."groupId" = b."groupId" AND m."personId" = c."personId"
    WHERE b."groupId" = ${groupId}::uuid AND b.rule = ${rule} AND b."closedAt" > m."joinedAt"
      AND c."personId" = ANY(${[...personIds]}::uuid[])
    ORDER BY c."personId", b."closedAt" DESC`;
}

/** Stores the weight of each vote, and the weight that its voter carries on. */
export async function storeCarriedWeights(
  tx: Tx,
  ballotId: string,
  voters: readonly Voter[],
  { exact }: StoredRound,
): Promise<void> {
  const carried = voters.flatMap(({ personId, receipt }) => {
    const [weight, after] = [exact.weights[receipt], exact.after[receipt]];
    return weight === undefined || after === undefined ? [] : [{ personId, weight, after }];
  });
  // One list per column: a statement with twenty thousand placeholders takes long to build.
  await tx.$executeRaw`
    INSERT INTO "Carried" ("ballotId", "personId", weight, after)
    SELECT ${ballotId}::uuid, c.* FROM unnest(${carried.map(({ personId }) => personId)}::uuid[],
      ${carried.map(({ weight }) => weight)}::text[], ${carried.map(({ after }) => after)}::text[]) AS c`;
}

// What voters carry from one ballot to the next under the perpetual rules.
import "server-only";
import type { Tx } from "@/server/platform/db";
import type { StoredRound } from "../tally/stored";

interface Voter {
  personId: string;
  receipt: string;
}

/**
 * What the voters of a ballot bring along from the group's earlier ballots by the same rule, by
 * receipt, as exact fractions. Who joined, or joined again, after the last of them starts anew.
 */
export async function loadWeightsByReceipt(
  tx: Tx,
  { groupId, rule }: { groupId: string; rule: string },
  voters: readonly Voter[],
): Promise<Record<string, string>> {
  const rows = await loadCarriedWeights(
    tx,
    groupId,
    rule,
    voters.map(({ personId }) => personId),
  );
  const carried = new Map(rows.map(({ personId, after }) => [personId, after]));
  return Object.fromEntries(
    voters.flatMap(({ personId, receipt }) => {
      const after = carried.get(personId);
      return after === undefined ? [] : [[receipt, after]];
    }),
  );
}

/** What members carry under a rule now; those who never voted under it are missing. */
export function loadCarriedWeights(
  tx: Tx,
  groupId: string,
  rule: string,
  personIds: readonly string[],
) {
  return tx.$queryRaw<{ personId: string; after: string }[]>`
    SELECT DISTINCT ON (c."personId") c."personId", c.after FROM "Carried" c
    JOIN "Ballot" b ON b.id = c."ballotId"
    JOIN "Membership" m ON m."groupId" = b."groupId" AND m."personId" = c."personId"
    WHERE b."groupId" = ${groupId}::uuid AND b.rule = ${rule} AND b."closedAt" > m."joinedAt"
      AND c."personId" = ANY(${personIds}::uuid[])
    ORDER BY c."personId", b."closedAt" DESC`;
}

/** Notes what each vote counted and what its voter carries on. */
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
  // One list a column: a statement with a place for each of twenty thousand values takes long to write.
  await tx.$executeRaw`
    INSERT INTO "Carried" ("ballotId", "personId", weight, after)
    SELECT ${ballotId}::uuid, c.* FROM unnest(${carried.map(({ personId }) => personId)}::uuid[],
      ${carried.map(({ weight }) => weight)}::text[], ${carried.map(({ after }) => after)}::text[]) AS c`;
}

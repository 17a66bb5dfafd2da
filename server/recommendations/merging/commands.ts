import "server-only";
import type { Route } from "@/server/papers/merging/moving/commands";
import type { Moved } from "@/server/papers/merging/rules";
import type { Tx } from "@/server/platform/database/db";

interface Dismissed {
  personId: string;
  at: string;
}

/** Moves dismissals to the paper that stays. Who dismissed both keeps that of the paper that stays. */
export async function moveToPaper(tx: Tx, { from, to }: Route): Promise<Moved<"dismissal">[]> {
  const doubled = await tx.$queryRaw<Dismissed[]>`
    DELETE FROM "Dismissal" o USING "Dismissal" k
    WHERE o."paperId" = ${from}::uuid AND k."paperId" = ${to}::uuid AND k."personId" = o."personId"
    RETURNING o."personId", to_jsonb(o."createdAt") #>> '{}' AS at`;
  const moved = await tx.$queryRaw<{ personId: string }[]>`
    UPDATE "Dismissal" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING "personId"`;
  return [
    ...doubled.map(({ personId, at }) => ({ kind: "dismissal" as const, personId, was: { at } })),
    ...moved.map(({ personId }) => ({ kind: "dismissal" as const, personId })),
  ];
}

/** Moves them back as far as they still exist. Somebody who has taken theirs back since keeps none of the two. */
export async function moveBack(
  tx: Tx,
  { from, to }: Route,
  moved: readonly Moved[],
): Promise<void> {
  const mine = moved.flatMap(({ kind, personId, was }) =>
    kind === "dismissal" && personId ? [{ personId, at: was?.at ?? null }] : [],
  );
  const single = mine.filter(({ at }) => at === null).map(({ personId }) => personId);
  await tx.dismissal.updateMany({
    where: { paperId: from, personId: { in: single } },
    data: { paperId: to },
  });
  const doubled = mine.filter(({ at }) => at !== null);
  await tx.$executeRaw`
    INSERT INTO "Dismissal" ("personId", "paperId", "createdAt")
    SELECT k."personId", ${to}::uuid, r.at
    FROM unnest(${doubled.map(({ personId }) => personId)}::uuid[], ${doubled.map(({ at }) => at)}::timestamptz[]) AS r(person, at)
    JOIN "Dismissal" k ON k."personId" = r.person AND k."paperId" = ${from}::uuid
    ON CONFLICT DO NOTHING`;
}

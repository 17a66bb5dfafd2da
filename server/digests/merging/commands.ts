import "server-only";
import type { Route } from "@/server/papers/merging/moving/commands";
import type { Moved } from "@/server/papers/merging/rules";
import type { Tx } from "@/server/platform/database/db";

const subjectOf = (paperId: string) => `paper:${paperId}`;

/** Moves items of digests, so that nobody is sent the paper again under its other name. */
export async function moveToPaper(tx: Tx, { from, to }: Route): Promise<Moved<"digestItem">[]> {
  const rows = await tx.$queryRaw<{ id: string; position: number; renamed: boolean }[]>`
    UPDATE "DigestItem" i SET "paperId" = ${to}::uuid, subject = CASE WHEN had.renamed THEN ${subjectOf(to)} ELSE i.subject END
    FROM (SELECT o."digestId", o.position, o.subject = ${subjectOf(from)} AND NOT EXISTS (
        SELECT FROM "DigestItem" k WHERE k."readerId" = o."readerId" AND k.subject = ${subjectOf(to)}) AS renamed
      FROM "DigestItem" o WHERE o."paperId" = ${from}::uuid) had
    WHERE i."digestId" = had."digestId" AND i.position = had.position
    RETURNING i."digestId" AS id, i.position, had.renamed`;
  return rows.map(({ id, ...was }) => ({ kind: "digestItem", rowId: id, was }));
}

/** Moves them back. */
export async function moveBack(
  tx: Tx,
  { from, to }: Route,
  moved: readonly Moved[],
): Promise<void> {
  const items = moved.filter(({ kind }) => kind === "digestItem");
  await tx.$executeRaw`
    UPDATE "DigestItem" i SET "paperId" = ${to}::uuid,
      subject = CASE WHEN w.renamed AND i.subject = ${subjectOf(from)} THEN ${subjectOf(to)} ELSE i.subject END
    FROM unnest(${items.map(({ rowId }) => rowId)}::uuid[], ${items.map(({ was }) => was?.position)}::int[],
      ${items.map(({ was }) => was?.renamed)}::boolean[]) AS w(id, position, renamed)
    WHERE i."digestId" = w.id AND i.position = w.position AND i."paperId" = ${from}::uuid`;
}

/** Moves a topic in subscriptions to another one, except where both are sources: the first then finds nothing more. @returns their ids */
export async function moveToTopic(tx: Tx, from: string, to: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "DigestSource" s SET "topicSlug" = ${to} WHERE s."topicSlug" = ${from} AND NOT EXISTS (
      SELECT FROM "DigestSource" k WHERE k."subscriptionId" = s."subscriptionId" AND k."topicSlug" = ${to})
    RETURNING s."subscriptionId" AS id`;
  return rows.map(({ id }) => id);
}

/** Moves it back in subscriptions that still have the topic that stayed. */
export async function moveTopicBack(
  tx: Tx,
  from: string,
  to: string,
  subscriptions: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "DigestSource" s SET "topicSlug" = ${to} WHERE s."topicSlug" = ${from}
      AND s."subscriptionId" = ANY(${subscriptions}::uuid[]) AND NOT EXISTS (
        SELECT FROM "DigestSource" k WHERE k."subscriptionId" = s."subscriptionId" AND k."topicSlug" = ${to})`;
}

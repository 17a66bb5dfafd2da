import "server-only";
import type { MovedKind } from "@/prisma/generated/enums";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { changeCommentCount, writeStanding } from "../../commands";
import { upvoteWeight, WHOLE_SHARE } from "../../rules";
import type { Moved } from "../rules";

/** A paper whose rows move, and the one to which they move. */
export interface Route {
  from: string;
  to: string;
}

/** Rows written by one statement. */
const BATCH = 1000;

/** Records moved rows, so that undoing the merge moves them back. */
export async function recordMoved(
  tx: Tx,
  mergeId: string,
  moved: readonly Moved<MovedKind>[],
): Promise<void> {
  for (let start = 0; start < moved.length; start += BATCH) {
    await tx.movedRow.createMany({
      data: moved.slice(start, start + BATCH).map(({ kind, rowId, personId, was }) => ({
        ...{ mergeId, kind, rowId: rowId ?? null, personId: personId ?? null },
        was: was ?? Prisma.DbNull,
      })),
    });
  }
}

/** Reads the rows that a merge moved. */
export async function readMoved(tx: Tx, mergeId: string): Promise<Moved<MovedKind>[]> {
  const rows = await tx.movedRow.findMany({
    where: { mergeId },
    select: { kind: true, rowId: true, personId: true, was: true },
    orderBy: { id: "asc" },
  });
  return rows as Moved<MovedKind>[];
}

/** Deletes what is recorded of a person's moved rows. They stay where they are if a merge is undone. */
export async function forgetMoved(tx: Tx, personId: string): Promise<void> {
  await tx.movedRow.deleteMany({ where: { personId } });
}

/**
 * Moves the upvotes of a paper. Somebody who upvoted both has one left, with the earlier of the two times and the larger share. Both standings
 * are locked. What is moved is recorded at once, because there may be very many.
 */
export async function moveUpvotes(tx: Tx, mergeId: string, { from, to }: Route): Promise<void> {
  await recount(tx, [from, to], async () => {
    await tx.$executeRaw`
      INSERT INTO "MovedRow" (id, "mergeId", kind, "personId", was)
      SELECT gen_random_uuid(), ${mergeId}::uuid, 'upvote', o."personId",
        CASE WHEN k."personId" IS NOT NULL THEN jsonb_build_object('at', o."createdAt", 'keptAt', k."createdAt",
          'share', o.share, 'keptShare', k.share) END
      FROM "Upvote" o LEFT JOIN "Upvote" k ON k."paperId" = ${to}::uuid AND k."personId" = o."personId"
      WHERE o."paperId" = ${from}::uuid`;
    await tx.$executeRaw`
      UPDATE "Upvote" k SET "createdAt" = least(o."createdAt", k."createdAt"), share = greatest(o.share, k.share)
      FROM "Upvote" o
      WHERE o."paperId" = ${from}::uuid AND k."paperId" = ${to}::uuid AND k."personId" = o."personId"
        AND (o."createdAt" < k."createdAt" OR o.share > k.share)`;
    await tx.$executeRaw`
      DELETE FROM "Upvote" o USING "Upvote" k
      WHERE o."paperId" = ${from}::uuid AND k."paperId" = ${to}::uuid AND k."personId" = o."personId"`;
    await tx.$executeRaw`
      UPDATE "Upvote" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid`;
  });
}

/**
 * The share of an upvote `u` when it is moved back: whole once its person is established, because the job that raises
 * upvotes has passed, and otherwise what it was.
 */
const shareBack = (key: "share" | "keptShare") => Prisma.sql`
  CASE WHEN (SELECT "establishedAt" IS NULL FROM "Person" WHERE id = u."personId")
    THEN coalesce((r.was ->> ${key}::text)::int, ${WHOLE_SHARE}::int) ELSE ${WHOLE_SHARE}::int END`;

/** Moves upvotes back as far as they still exist. Somebody who has taken theirs back since keeps none of the two. */
export async function moveUpvotesBack(tx: Tx, mergeId: string, { from, to }: Route): Promise<void> {
  await recount(tx, [from, to], async () => {
    await tx.$executeRaw`
      UPDATE "Upvote" u SET "paperId" = ${to}::uuid FROM "MovedRow" r
      WHERE r."mergeId" = ${mergeId}::uuid AND r.kind = 'upvote' AND r.was IS NULL
        AND u."paperId" = ${from}::uuid AND u."personId" = r."personId"`;
    await tx.$executeRaw`
      INSERT INTO "Upvote" ("paperId", "personId", "createdAt", share)
      SELECT ${to}::uuid, u."personId", (r.was ->> 'at')::timestamptz, ${shareBack("share")}
      FROM "MovedRow" r JOIN "Upvote" u ON u."paperId" = ${from}::uuid AND u."personId" = r."personId"
      WHERE r."mergeId" = ${mergeId}::uuid AND r.kind = 'upvote' AND r.was IS NOT NULL`;
    await tx.$executeRaw`
      UPDATE "Upvote" u SET "createdAt" = (r.was ->> 'keptAt')::timestamptz, share = ${shareBack("keptShare")}
      FROM "MovedRow" r
      WHERE r."mergeId" = ${mergeId}::uuid AND r.kind = 'upvote' AND r.was IS NOT NULL
        AND u."paperId" = ${from}::uuid AND u."personId" = r."personId"
        AND u."createdAt" = least((r.was ->> 'at')::timestamptz, (r.was ->> 'keptAt')::timestamptz)`;
  });
}

/** Runs work that moves upvotes of locked papers, and counts each paper's anew, with their exact weight. */
async function recount(tx: Tx, ids: readonly string[], work: () => Promise<void>): Promise<void> {
  const before = await weighUpvotes(tx, ids);
  await work();
  const after = await weighUpvotes(tx, ids);
  const standings = await tx.$queryRaw<{ id: string; weight: string }[]>`
    SELECT "paperId" AS id, "trendingWeight"::text AS weight FROM "PaperStanding" WHERE "paperId" = ANY(${ids}::uuid[])`;
  for (const { id, weight } of standings) {
    const [had, has] = [before.get(id), after.get(id)];
    const sum = BigInt(weight) - (had?.weight ?? 0n) + (has?.weight ?? 0n);
    await writeStanding(tx, id, has?.count ?? 0, sum);
  }
  // As when they were added: our logarithm may differ from PostgreSQL's in its last bit.
  const without = ids.filter((id) => !after.has(id));
  await tx.$executeRaw`
    UPDATE "PaperStanding" SET heat = trending_score("trendingWeight") WHERE "paperId" = ANY(${without}::uuid[])`;
}

async function weighUpvotes(tx: Tx, ids: readonly string[]) {
  const upvotes = await tx.upvote.findMany({
    where: { paperId: { in: [...ids] } },
    select: { paperId: true, createdAt: true, share: true },
  });
  const sums = new Map<string, { weight: bigint; count: number }>();
  for (const { paperId, createdAt, share } of upvotes) {
    const { weight, count } = sums.get(paperId) ?? { weight: 0n, count: 0 };
    sums.set(paperId, { weight: weight + upvoteWeight(createdAt, share), count: count + 1 });
  }
  return sums;
}

interface Row {
  id: string;
}

/**
 * Moves identifiers, papers that people wait for, merges of earlier days, and open suggestions. Of the suggestions that one
 * person has for both papers, that for the paper that stays remains open; the others belong to the merge, as do all
 * that were answered, and the paper's history.
 */
export async function moveRecords(
  tx: Tx,
  mergeId: string,
  { from, to }: Route,
): Promise<Moved<MovedKind>[]> {
  const ids = await tx.$queryRaw<Row[]>`
    UPDATE "PaperIdentifier" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id`;
  const awaited = await tx.$queryRaw<Row[]>`
    UPDATE "AwaitedPaper" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id`;
  const merges = await tx.$queryRaw<Row[]>`
    UPDATE "PaperMerge" SET "keptId" = ${to}::uuid WHERE "keptId" = ${from}::uuid RETURNING id`;
  const suggestions = await tx.$queryRaw<Row[]>`
    UPDATE "PaperSuggestion" s SET "paperId" = ${to}::uuid
    WHERE s."paperId" = ${from}::uuid AND s."decidedAt" IS NULL AND NOT EXISTS (
      SELECT FROM "PaperSuggestion" k WHERE k."paperId" = ${to}::uuid AND k."decidedAt" IS NULL
        AND k."suggestedById" = s."suggestedById") RETURNING id`;
  await tx.$executeRaw`
    UPDATE "PaperSuggestion" SET "paperId" = NULL, "mergeId" = ${mergeId}::uuid WHERE "paperId" = ${from}::uuid`;
  await tx.$executeRaw`
    UPDATE "PaperChange" SET "paperId" = NULL, "mergeId" = ${mergeId}::uuid WHERE "paperId" = ${from}::uuid`;
  const named = (kind: MovedKind, rows: readonly Row[]) =>
    rows.map(({ id }) => ({ kind, rowId: id }));
  return [
    ...named("identifier", ids),
    ...named("awaited", awaited),
    ...named("merge", merges),
    ...named("suggestion", suggestions),
  ];
}

/** Moves them back, and gives the paper its history and its suggestions again. */
export async function moveRecordsBack(
  tx: Tx,
  mergeId: string,
  { from, to }: Route,
  moved: readonly Moved<MovedKind>[],
): Promise<void> {
  const of = (wanted: MovedKind) =>
    moved.flatMap(({ kind, rowId }) => (kind === wanted && rowId ? [rowId] : []));
  const there = { paperId: from };
  const back = { data: { paperId: to } };
  await tx.paperIdentifier.updateMany({
    where: { id: { in: of("identifier") }, ...there },
    ...back,
  });
  await tx.awaitedPaper.updateMany({ where: { id: { in: of("awaited") }, ...there }, ...back });
  await tx.paperMerge.updateMany({
    where: { id: { in: of("merge") }, keptId: from },
    data: { keptId: to },
  });
  await tx.$executeRaw`
    UPDATE "PaperSuggestion" SET "paperId" = ${to}::uuid, "mergeId" = NULL WHERE "mergeId" = ${mergeId}::uuid`;
  // One that was answered since belongs to the paper that stayed, whose history may tell of it.
  await tx.paperSuggestion.updateMany({
    where: { id: { in: of("suggestion") }, ...there, decidedAt: null },
    ...back,
  });
  await tx.$executeRaw`
    UPDATE "PaperChange" SET "paperId" = ${to}::uuid, "mergeId" = NULL WHERE "mergeId" = ${mergeId}::uuid`;
}

/** Counts the visible comments of a public thread at another paper. */
export async function moveCommentCount(tx: Tx, { from, to }: Route, by: number): Promise<void> {
  if (by === 0) return;
  await changeCommentCount(tx, from, -by);
  await changeCommentCount(tx, to, by);
}

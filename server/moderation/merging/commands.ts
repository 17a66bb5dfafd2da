import "server-only";
import type { Route } from "@/server/papers/merging/moving/commands";
import type { Moved } from "@/server/papers/merging/rules";
import { Prisma, type Tx } from "@/server/platform/database/db";

/** A thread whose comments were added to another one. */
interface Joined {
  from: string;
  into: string;
}

/** Lets the log name the paper and the threads that stay. */
export async function moveToPaper(
  tx: Tx,
  { from, to }: Route,
  joined: readonly Joined[],
): Promise<Moved<"act">[]> {
  const onPaper = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "ModerationAct" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id`;
  const inThreads = await tx.$queryRaw<{ id: string; threadId: string }[]>`
    UPDATE "ModerationAct" a SET "threadId" = w."into"
    FROM unnest(${joined.map((one) => one.from)}::uuid[], ${joined.map(({ into }) => into)}::uuid[]) AS w("from", "into")
    WHERE a."threadId" = w."from" RETURNING a.id, w."from" AS "threadId"`;
  return [
    ...onPaper.map(({ id }) => ({ kind: "act" as const, rowId: id })),
    ...inThreads.map(({ id, threadId }) => ({
      kind: "act" as const,
      rowId: id,
      was: { threadId },
    })),
  ];
}

/** Lets the log name the other paper and its threads again. */
export async function moveBack(
  tx: Tx,
  { from, to }: Route,
  moved: readonly Moved[],
): Promise<void> {
  const acts = moved.filter(({ kind }) => kind === "act");
  const rows = Prisma.sql`unnest(${acts.map(({ rowId }) => rowId)}::uuid[],
    ${acts.map(({ was }) => was?.threadId ?? null)}::uuid[]) AS w(id, "threadId")`;
  await tx.$executeRaw`
    UPDATE "ModerationAct" a SET "paperId" = ${to}::uuid FROM ${rows}
    WHERE a.id = w.id AND w."threadId" IS NULL AND a."paperId" = ${from}::uuid`;
  await tx.$executeRaw`
    UPDATE "ModerationAct" a SET "threadId" = w."threadId" FROM ${rows} WHERE a.id = w.id AND w."threadId" IS NOT NULL`;
}

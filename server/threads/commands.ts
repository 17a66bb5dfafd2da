import "server-only";
import { groupTopic } from "@/server/groups/policy";
import { changeCommentCount } from "@/server/papers/commands";
import { idAt } from "@/server/papers/merging/sql";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { type ThreadKey, threadTopic } from "./rules";
import type { Label } from "./schema";
import type { ThreadScope } from "./scope";
import { commentStands } from "./sql";

/** A visible comment whose row is locked. */
interface LockedComment {
  body: string;
  html: string;
  rendering: number;
  label: Label | null;
  spoiler: string | null;
  /** The time when its current text was written. */
  writtenAt: Date;
  answeredAt: Date | null;
  pinnedAt: Date | null;
}

/**
 * Locks a comment; concurrent changes of it queue here.
 * @throws Refusal CLOSED if it was deleted or hidden meanwhile
 */
export async function lockComment(tx: Tx, commentId: string): Promise<LockedComment> {
  const [comment] = await tx.$queryRaw<LockedComment[]>`
    SELECT body, html, rendering, label::text AS label, spoiler, coalesce("editedAt", "createdAt") AS "writtenAt",
      "answeredAt", "pinnedAt"
    FROM "Comment" c
    WHERE id = ${commentId}::uuid AND ${commentStands} FOR UPDATE`;
  return comment ?? refuse("CLOSED", { say: "This comment is deleted or hidden." });
}

/** Changes the numbers of visible comments that lists show, of the thread and of its paper. */
export async function addToCommentCounts(
  tx: Tx,
  thread: { id: string; paperId: string | null; groupId: string | null },
  by: 1 | -1,
): Promise<void> {
  const commentCount = { increment: by };
  await tx.thread.update({ where: { id: thread.id }, data: { commentCount } });
  if (thread.groupId === null && thread.paperId !== null)
    await changeCommentCount(tx, thread.paperId, by);
}

/** Tells open pages of a thread and of its group that it has changed. */
export function announceThread(tx: Tx, thread: ThreadKey): Promise<void> {
  const { groupId } = thread;
  return notifyTopics(tx, threadTopic(thread), ...(groupId ? [groupTopic(groupId)] : []));
}

/** Locks or unlocks a thread. @returns whether that changed anything */
export async function setThreadLock(
  tx: Tx,
  { thread }: ThreadScope,
  lockedById: string,
  on: boolean,
): Promise<boolean> {
  const { count } = await tx.thread.updateMany({
    where: { id: thread.id, lockedAt: on ? null : { not: null } },
    data: on ? { lockedAt: now(), lockedById } : { lockedAt: null, lockedById: null },
  });
  if (count > 0) await announceThread(tx, thread);
  return count > 0;
}

/**
 * Locks what deleting an account changes in threads: the threads and comments of groups that go with it, and the
 * person's comments that quote an email. Rows that only refer to them are not held up.
 */
export async function holdThreadsOf(
  tx: Tx,
  personId: string,
  groupIds: readonly string[],
): Promise<void> {
  const quoting = Prisma.sql`
    SELECT id, "threadId" FROM "Comment" WHERE "authorId" = ${personId}::uuid AND "quotedText" IS NOT NULL`;
  const going = Prisma.sql`SELECT id FROM "Thread" WHERE "groupId" = ANY(${groupIds}::uuid[])`;
  await tx.$queryRaw`
    SELECT id FROM "Thread" WHERE id IN (${going} UNION SELECT "threadId" FROM (${quoting}) q)
    ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`
    SELECT id FROM "Comment" WHERE id IN (SELECT id FROM (${quoting}) q
      UNION SELECT c.id FROM "Comment" c JOIN (${going}) t ON t.id = c."threadId")
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Locks all threads of groups that go: nobody writes in them until the commit. */
export async function holdThreadsIn(tx: Tx, groupIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM "Thread" WHERE "groupId" = ANY(${groupIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

/** Deletes a person's private rows: visits, mentions, and the quoted text removed from replies by email. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await tx.threadVisit.deleteMany({ where: { personId } });
  await tx.mention.deleteMany({ where: { personId } });
  await tx.comment.updateMany({
    where: { authorId: personId, quotedText: { not: null } },
    data: { quotedText: null },
  });
}

/** A thread to write in, by the slug of its paper or the id of its meeting. */
export type WritingPlace =
  | { paper: string; groupId: string | null }
  | { meetingId: string; groupId: string };

interface LockedThread extends ThreadKey {
  id: string;
  lastNumber: number;
  lockedAt: Date | null;
}

/**
 * Locks the thread at this place, creating it for its first comment; writes in one thread queue here.
 * @param again whether to look once more, because the thread moved with its paper meanwhile
 */
export async function lockThread(tx: Tx, place: WritingPlace, again = true): Promise<LockedThread> {
  const where = await placeIn(tx, place);
  const there = await lockThreadAt(tx, where);
  if (there) return there;
  await tx.thread.createMany({ data: [{ ...where, createdAt: now() }], skipDuplicates: true });
  const made = await lockThreadAt(tx, where);
  if (made) return made;
  return again ? lockThread(tx, place, false) : refuse("CONFLICT");
}

async function lockThreadAt(
  tx: Tx,
  where: Awaited<ReturnType<typeof placeIn>>,
): Promise<LockedThread | undefined> {
  const [thread] = await tx.$queryRaw<LockedThread[]>`
    SELECT id, "paperId", "groupId", "meetingId", "lastNumber", "lockedAt" FROM "Thread"
    WHERE "paperId" IS NOT DISTINCT FROM ${where.paperId}::uuid
      AND "groupId" IS NOT DISTINCT FROM ${where.groupId}::uuid
      AND "meetingId" IS NOT DISTINCT FROM ${where.meetingId}::uuid FOR UPDATE`;
  return thread;
}

async function placeIn(tx: Tx, place: WritingPlace) {
  const { groupId } = place;
  if ("paper" in place) {
    const [found] = await tx.$queryRaw<{ id: string | null }[]>`SELECT ${idAt(place.paper)} AS id`;
    return { paperId: found?.id ?? refuse("NOT_FOUND"), groupId, meetingId: null };
  }
  const found = await tx.meeting.findFirst({
    where: { id: place.meetingId, groupId: place.groupId },
    select: { id: true },
  });
  return { paperId: null, groupId, meetingId: (found ?? refuse("NOT_FOUND")).id };
}

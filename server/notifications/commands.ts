import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/db";
import { KEY } from "./queries";
import { type chooseInput, KEPT_DAYS, type markInput } from "./schema";

/** Marks the notifications of one line read or unread. */
export async function mark(
  viewer: Viewer,
  { key, from, until, read }: z.output<typeof markInput>,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "Notification" n SET "readAt" = ${read ? now() : null}
    WHERE n."personId" = ${viewer.id}::uuid AND (n."readAt" IS NULL) = ${read}
      AND n."createdAt" BETWEEN ${from} AND ${until} AND ${KEY} = ${key}`;
}

/** Marks everything read that the viewer was told until an instant. */
export async function markAll(viewer: Viewer, until: Date): Promise<void> {
  await db.notification.updateMany({
    where: { personId: viewer.id, readAt: null, createdAt: { lte: until } },
    data: { readAt: now() },
  });
}

/** Who reads a thread has read what she was told of it. */
export async function readThread(viewer: Viewer, threadId: string): Promise<void> {
  await db.notification.updateMany({
    where: { personId: viewer.id, threadId, readAt: null },
    data: { readAt: now() },
  });
}

/** Chooses how the viewer is told of one kind, from now on. */
export async function choose(
  viewer: Viewer,
  { kind, via }: z.output<typeof chooseInput>,
): Promise<void> {
  const key = { personId: viewer.id, kind };
  await db.notificationChoice.upsert({
    where: { personId_kind: key },
    create: { ...key, via },
    update: { via },
  });
}

/** Forgets what is old. */
export async function forgetOld(): Promise<void> {
  const createdAt = { lt: new Date(now().getTime() - KEPT_DAYS * 864e5) };
  await db.notification.deleteMany({ where: { createdAt } });
}

/** Notes that a digest has said these, so that no email of their own follows. */
export async function markMailed(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await tx.notification.updateMany({
    where: { id: { in: [...ids] }, mailedAt: null },
    data: { mailedAt: at },
  });
}

/** Forgets what somebody was notified of, follows and chose, and the addresses at which they replied. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  const theirs = { where: { personId } };
  await tx.notification.deleteMany(theirs);
  await tx.notificationChoice.deleteMany(theirs);
  await tx.following.deleteMany(theirs);
  await tx.replyAddress.deleteMany(theirs);
}

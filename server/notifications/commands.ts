import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
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

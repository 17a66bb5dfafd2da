import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { type chooseInput, type markInput, RETENTION_DAYS } from "./schema";
import { lineKey } from "./sql";
import { idInSubject } from "./subjects/sql";

/** Marks the notifications of one line read or unread. */
export async function markLine(
  viewer: Viewer,
  { key, from, until, read }: z.output<typeof markInput>,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "Notification" n SET "readAt" = ${read ? now() : null}
    WHERE n."personId" = ${viewer.id}::uuid AND (n."readAt" IS NULL) = ${read}
      AND n."createdAt" BETWEEN ${from} AND ${until} AND ${lineKey} = ${key}`;
}

/** Marks the viewer's notifications up to an instant read. */
export async function markAllRead(viewer: Viewer, until: Date): Promise<void> {
  await db.notification.updateMany({
    where: { personId: viewer.id, readAt: null, createdAt: { lte: until } },
    data: { readAt: now() },
  });
}

/** Marks the viewer's notifications about a thread read. */
export async function markThreadRead(viewer: Viewer, threadId: string): Promise<void> {
  await db.notification.updateMany({
    where: { personId: viewer.id, threadId, readAt: null },
    data: { readAt: now() },
  });
}

/** Saves how the viewer gets notifications of one kind from now on. */
export async function saveChoice(
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

/** Deletes notifications that are older than `RETENTION_DAYS`. */
export async function deleteOldNotifications(): Promise<void> {
  const createdAt = { lt: new Date(now().getTime() - RETENTION_DAYS * 864e5) };
  await db.notification.deleteMany({ where: { createdAt } });
}

/** Marks notifications as sent, because a digest carries them, so that no separate email follows. */
export async function markEmailed(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await tx.notification.updateMany({
    where: { id: { in: [...ids] }, mailedAt: null },
    data: { mailedAt: at },
  });
}

/** A group's event that a digest carries to a person, by the id of its ballot, meeting or nomination. */
export interface CarriedEvent {
  personId: string;
  kind: "ballot" | "result" | "meeting" | "nomination";
  id: string;
}

/** Marks notifications of what a digest carries as sent, so that no separate email follows. */
export async function markCarried(
  tx: Tx,
  events: readonly CarriedEvent[],
  at: Date,
): Promise<void> {
  if (events.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Notification" n SET "mailedAt" = ${at}
    FROM unnest(${events.map(({ personId }) => personId)}::uuid[], ${events.map(({ kind }) => kind)}::text[],
      ${events.map(({ id }) => id)}::text[]) AS e("personId", kind, id)
    WHERE n."personId" = e."personId" AND n.kind = e.kind::"NotificationKind" AND n."mailedAt" IS NULL
      AND ${idInSubject(Prisma.sql`n.subject`)} = e.id`;
}

/** Deletes a person's notifications, choices, followings and reply addresses. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  const theirs = { where: { personId } };
  await tx.notification.deleteMany(theirs);
  await tx.notificationChoice.deleteMany(theirs);
  await tx.following.deleteMany(theirs);
  await tx.replyAddress.deleteMany(theirs);
  await tx.memberChoice.deleteMany(theirs);
  await tx.emailTurn.deleteMany(theirs);
}

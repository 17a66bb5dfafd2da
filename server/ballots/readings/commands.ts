import "server-only";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import type { readInput } from "../schema";
import { isRead } from "./rules";

/** Locks a reading before its meeting. */
export async function lockReading(tx: Tx, readingId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Reading" WHERE id = ${readingId}::uuid FOR NO KEY UPDATE`;
}

/** Lets a reading be read when its meeting ends, which is set or moved in the caller's transaction. */
export async function readAtMeeting(
  tx: Tx,
  readingId: string,
  { startsAt, minutes }: { startsAt: Date; minutes: number },
): Promise<void> {
  const readAt = new Date(startsAt.getTime() + minutes * 60_000);
  await tx.reading.update({ where: { id: readingId }, data: { readAt, readById: null } });
}

/** Puts a reading whose meeting was cancelled back into the queue, unless an organizer marked it read. */
export async function waitForMeeting(tx: Tx, readingId: string): Promise<void> {
  await tx.reading.updateMany({ where: { id: readingId, readById: null }, data: { readAt: null } });
}

/**
 * Marks a chosen paper read for the whole group, or takes that back.
 * @throws Refusal NOT_FOUND, ALREADY_DONE, CONFLICT where its meeting decides
 */
export async function markRead(
  scope: MemberScope,
  { readingId, read }: z.output<typeof readInput>,
): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    await lockGroup(tx, groupId);
    await lockReading(tx, readingId);
    const reading = await tx.reading.findFirst({
      where: { id: readingId, groupId },
      select: {
        readAt: true,
        readById: true,
        meeting: { select: { startsAt: true, minutes: true, cancelledAt: true } },
      },
    });
    if (!reading) refuse("NOT_FOUND");
    await notifyTopics(tx, groupTopic(groupId));
    if (read) {
      if (isRead(reading, now()))
        refuse("ALREADY_DONE", { say: "This paper is already marked as read." });
      const data = { readAt: now(), readById: scope.viewer.id };
      await tx.reading.update({ where: { id: readingId }, data });
      return;
    }
    if (!reading.readById)
      refuse("CONFLICT", { say: "This paper is read when its meeting is over." });
    const { meeting } = reading;
    if (meeting && !meeting.cancelledAt) return readAtMeeting(tx, readingId, meeting);
    await tx.reading.update({ where: { id: readingId }, data: { readAt: null, readById: null } });
  });
}

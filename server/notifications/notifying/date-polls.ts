// Notifies the members of a group of polls for the time of a meeting.
import "server-only";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { recentOnly } from "../rules";
import { buildSubject, ENDED, UNDECIDED } from "../subjects/rules";
import { notifyMembers } from "./group-events";

/** Notifies the members of a group that they are asked when they can meet, except the organizer who asks. */
export async function notifyOfDatePoll(pollId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.datePoll.findFirst({
      where: { id: pollId, closedAt: null },
      select: { groupId: true, openedById: true, reading: { select: { paperId: true } } },
    });
    if (!found) return;
    const { groupId, openedById: byId, reading } = found;
    const subject = buildSubject({ of: "datePoll", id: pollId });
    await notifyMembers(tx, { kind: "meeting", subject, groupId, byId, paperId: reading.paperId });
  });
}

/** Notifies the organizers of a group that they have to choose the time of a meeting. */
export async function notifyOfUndecidedPoll(pollId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.datePoll.findFirst({
      where: { id: pollId, closedAt: { not: null }, chosenId: null, cancelledAt: null },
      select: { groupId: true, reading: { select: { paperId: true } } },
    });
    if (!found) return;
    const { groupId, reading } = found;
    const subject = buildSubject({ of: "datePoll", id: pollId, version: UNDECIDED });
    await notifyMembers(tx, {
      ...{ kind: "meeting", subject, groupId, byId: null, only: "organizers" },
      paperId: reading.paperId,
    });
  });
}

/** Notifies the members of a group that a poll ended without a time, except the organizer who ended it. */
export async function notifyOfEndedPoll(pollId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.datePoll.findFirst({
      where: { id: pollId, cancelledAt: recentOnly(now()) },
      select: { groupId: true, cancelledById: true, reading: { select: { paperId: true } } },
    });
    if (!found) return;
    const { groupId, cancelledById: byId, reading } = found;
    const subject = buildSubject({ of: "datePoll", id: pollId, version: ENDED });
    await notifyMembers(tx, { kind: "meeting", subject, groupId, byId, paperId: reading.paperId });
  });
}

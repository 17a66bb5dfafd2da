import "server-only";
import type { z } from "zod";
import { chooseWithoutBallot } from "@/server/ballots/nominations/commands";
import { lockReading, readAtMeeting, waitForMeeting } from "@/server/ballots/readings/commands";
import { unread } from "@/server/ballots/readings/sql";
import { READING_CHOSEN } from "@/server/ballots/schema";
import { lockGroup, roleOf } from "@/server/groups/members/commands";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { notifyTopics } from "@/server/platform/live";
import { enqueue, type Handler, handle } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { firstPresenter, planReading, refuseSameTime, slotOf } from "./planning/commands";
import { startProblem } from "./rules";
import { MEETING_CHANGED, MINUTES_USUAL, type meetingInput, type planInput } from "./schema";

/** Changes of meetings a day. The other members are notified of each. */
const PLANNING: Limit = { name: "meeting-plans", points: 200, perSeconds: 86_400 };

/** The time and place to set. */
interface MeetingPlan {
  readingId: string;
  startsAt: Date;
  minutes?: number | undefined;
  place: string;
  link?: string | undefined;
  /** Members who cannot come then, and so do not present. */
  absent?: readonly string[];
}

/**
 * Schedules the meeting of a reading, changes it, or restores a cancelled one.
 * @returns the meeting
 * @throws Refusal NOT_FOUND, INVALID
 */
export async function scheduleMeeting(
  scope: MemberScope,
  input: z.input<typeof meetingInput> & MeetingPlan,
) {
  await spend(PLANNING, scope.viewer.id);
  return transact(async (tx) => {
    await lockGroup(tx, scope.group.id);
    const reading = await tx.reading.findFirst({
      where: { id: input.readingId, groupId: scope.group.id },
      select: { id: true },
    });
    if (!reading) refuse("NOT_FOUND");
    return saveAndNotify(tx, scope, input);
  });
}

/** Where a meeting is made, and by whom; by nobody where members' answers chose its time. */
interface Planner {
  group: { id: string; timeZone: string };
  viewer: { id: string } | null;
}

/** Makes or changes a meeting in a locked group and notifies the other members. Ends polls for its time. */
export async function saveAndNotify(
  tx: Tx,
  by: Planner,
  plan: MeetingPlan,
): Promise<{ id: string }> {
  const byId = by.viewer?.id ?? null;
  const { id } = await saveMeeting(tx, by, plan);
  const at = now();
  await tx.$executeRaw`
    UPDATE "DatePoll" SET "closedAt" = coalesce("closedAt", ${at}), "cancelledAt" = ${at}, "cancelledById" = ${byId}::uuid
    WHERE "readingId" = ${plan.readingId}::uuid AND "chosenId" IS NULL AND "cancelledAt" IS NULL`;
  await enqueue(tx, MEETING_CHANGED, { meetingId: id, byId });
  return { id };
}

/** Makes or changes the meeting of a reading. The group has to be locked. */
async function saveMeeting(tx: Tx, scope: Planner, plan: MeetingPlan): Promise<{ id: string }> {
  const { readingId, startsAt, place } = plan;
  const groupId = scope.group.id;
  await lockReading(tx, readingId);
  // Locked too, so that volunteers and RSVPs come either before or after.
  await tx.$queryRaw`SELECT id FROM "Meeting" WHERE "readingId" = ${readingId}::uuid FOR UPDATE`;
  const before = await tx.meeting.findUnique({ where: { readingId } });
  const at = now();
  const problem = startProblem(
    startsAt,
    at,
    before && !before.cancelledAt ? before.startsAt : null,
  );
  if (problem) refuse("INVALID", { say: problem, field: "startsAt" });
  await refuseSameTime(tx, groupId, startsAt, readingId);
  const scheduledById = scope.viewer?.id ?? null;
  await notifyTopics(tx, groupTopic(groupId));
  if (!before) {
    const slot = await slotOf(tx, groupId);
    const { minutes = slot?.minutes ?? MINUTES_USUAL, link = "" } = plan;
    const rotates = slot?.rotates ?? false;
    const { absent = [] } = plan;
    const presenterId = await firstPresenter(tx, scope.group, {
      readingId,
      rotates,
      startsAt,
      absent,
    });
    await readAtMeeting(tx, readingId, { startsAt, minutes });
    return tx.meeting.create({
      data: {
        readingId,
        groupId,
        startsAt,
        minutes,
        place,
        link,
        presenterId,
        scheduledById,
        createdAt: at,
        changedAt: at,
      },
      select: { id: true },
    });
  }
  const { minutes = before.minutes, link = before.link } = plan;
  const moved = before.startsAt.getTime() !== startsAt.getTime();
  const same = !moved && before.minutes === minutes && before.place === place;
  if (same && before.link === link && !before.cancelledAt) return { id: before.id };
  if (moved || before.minutes !== minutes || before.cancelledAt)
    await readAtMeeting(tx, readingId, { startsAt, minutes });
  // A presenter who has left since cannot present a future meeting.
  const { presenterId } = before;
  const gone = presenterId !== null && !(await roleOf(tx, groupId, presenterId));
  return tx.meeting.update({
    where: { id: before.id },
    data: {
      startsAt,
      minutes,
      place,
      link,
      scheduledById,
      ...(gone ? { presenterId: null } : {}),
      cancelledAt: null,
      cancelledById: null,
      changedAt: at,
      sequence: { increment: 1 },
      ...(moved ? { movedAt: at } : {}),
    },
    select: { id: true },
  });
}

/**
 * Plans a meeting about any paper. A chosen paper without a meeting gets this one; a paper that waits
 * in the pool becomes chosen.
 * @throws Refusal CLOSED while the paper is being voted on
 */
export async function planMeeting(scope: MemberScope, input: z.output<typeof planInput>) {
  const groupId = scope.group.id;
  const { paperId, ...when } = input;
  await spend(PLANNING, scope.viewer.id);
  return transact(async (tx) => {
    await lockGroup(tx, groupId);
    const readingId = await findOrChoose(tx, groupId, paperId);
    return saveAndNotify(tx, scope, { readingId, ...when });
  });
}

/** Finds the chosen reading of a paper that waits for its meeting; otherwise chooses the paper. The group has to be locked. */
export async function findOrChoose(tx: Tx, groupId: string, paperId: string): Promise<string> {
  const paper = await tx.paper.findUnique({ where: { id: paperId }, select: { id: true } });
  if (!paper) refuse("NOT_FOUND", { say: "This paper is no longer in the catalogue." });
  const waiting = await tx.reading.findFirst({
    where: { groupId, paperId, meeting: null, ...unread(now()) },
    select: { id: true },
    orderBy: { chosenAt: "desc" },
  });
  return waiting?.id ?? chooseWithoutBallot(tx, groupId, paperId);
}

/** Cancels a meeting. It stays visible, and can be scheduled again. */
export async function cancelMeeting(scope: MemberScope, meetingId: string): Promise<void> {
  const at = now();
  const count = await transact(async (tx) => {
    await notifyTopics(tx, groupTopic(scope.group.id));
    const meeting = await tx.meeting.findFirst({
      where: { id: meetingId, groupId: scope.group.id },
      select: { readingId: true },
    });
    if (!meeting) return 0;
    await lockReading(tx, meeting.readingId);
    const cancelled = await tx.meeting.updateMany({
      where: { id: meetingId, groupId: scope.group.id, cancelledAt: null },
      data: {
        cancelledAt: at,
        cancelledById: scope.viewer.id,
        changedAt: at,
        sequence: { increment: 1 },
      },
    });
    const byId = scope.viewer.id;
    if (cancelled.count > 0) {
      await waitForMeeting(tx, meeting.readingId);
      await enqueue(tx, MEETING_CHANGED, { meetingId, byId });
    }
    return cancelled.count;
  });
  if (count > 0) return;
  const there = await db.meeting.count({ where: { id: meetingId, groupId: scope.group.id } });
  if (there === 0) refuse("NOT_FOUND");
  refuse("ALREADY_DONE", { say: "This meeting is already cancelled." });
}

export const handlers: Handler[] = [
  handle(READING_CHOSEN, ({ readingId }) => planReading(readingId)),
];

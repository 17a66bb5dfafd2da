import "server-only";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { demand, refuse } from "@/server/platform/refusal";
import { orderByTurn, slotOf } from "../planning/commands";
import { mayHandOn } from "../policy";
import { type MeetingState, stateOf } from "../rules";
import type { presenterInput } from "../schema";

interface Locked extends MeetingState {
  id: string;
  groupId: string;
  presenterId: string | null;
}

/** Locks a meeting after its group, so that nobody leaves and nobody else decides meanwhile. */
async function lockMeeting(tx: Tx, scope: MemberScope, meetingId: string): Promise<Locked> {
  await lockGroup(tx, scope.group.id);
  const [meeting] = await tx.$queryRaw<Locked[]>`
    SELECT id, "groupId", "presenterId", "startsAt", minutes, "cancelledAt" FROM "Meeting"
    WHERE id = ${meetingId}::uuid AND "groupId" = ${scope.group.id}::uuid FOR NO KEY UPDATE`;
  return meeting ?? refuse("NOT_FOUND");
}

function demandAhead(meeting: Locked): void {
  const state = stateOf(meeting, now());
  if (state === "cancelled") refuse("CLOSED", { say: "This meeting is cancelled." });
  if (state === "over") refuse("CLOSED", { say: "This meeting is over." });
}

async function setTo(tx: Tx, meeting: Locked, presenterId: string | null): Promise<void> {
  if (meeting.presenterId === presenterId) return;
  await notifyTopics(tx, groupTopic(meeting.groupId));
  await tx.meeting.update({
    where: { id: meeting.id },
    data: { presenterId, changedAt: now(), sequence: { increment: 1 } },
  });
}

/** Makes the viewer the presenter of a meeting that has none. @throws Refusal ALREADY_DONE, CLOSED */
export async function volunteer(scope: MemberScope, meetingId: string): Promise<void> {
  await transact(async (tx) => {
    const meeting = await lockMeeting(tx, scope, meetingId);
    demandAhead(meeting);
    if (meeting.presenterId === scope.viewer.id) return;
    if (meeting.presenterId) {
      refuse("ALREADY_DONE", { say: "Someone else is already presenting." });
    }
    const personId = scope.viewer.id;
    const where = { groupId_personId: { groupId: scope.group.id, personId } };
    // Checked inside the lock, so that a member who is being removed cannot present.
    if (!(await tx.membership.findUnique({ where, select: { role: true } })))
      refuse("NOT_ALLOWED", { say: "Only members of this group can present." });
    await tx.passedTurn.deleteMany({ where: { meetingId, personId } });
    await setTo(tx, meeting, personId);
  });
}

/**
 * Hands a presentation on: if the group rotates, to the next in turn, and the rotation does not come back to the viewer
 * for this meeting. Otherwise, or if nobody is left, the meeting has no presenter yet.
 * @throws Refusal NOT_ALLOWED for everybody but the presenter, CLOSED
 */
export async function handOn(scope: MemberScope, meetingId: string): Promise<void> {
  await transact(async (tx) => {
    const meeting = await lockMeeting(tx, scope, meetingId);
    demandAhead(meeting);
    demand(mayHandOn(scope, meeting));
    await tx.passedTurn.createMany({
      data: [{ meetingId, personId: scope.viewer.id, createdAt: now() }],
      skipDuplicates: true,
    });
    const rotates = (await slotOf(tx, scope.group.id))?.rotates ?? false;
    const [next = null] = rotates ? await orderByTurn(tx, scope.group, meeting) : [];
    await setTo(tx, meeting, next);
  });
}

/** Sets the presenter of a meeting, past or future, for organizers; null for nobody yet. */
export async function setPresenter(
  scope: MemberScope,
  { meetingId, handle }: z.output<typeof presenterInput>,
): Promise<void> {
  await transact(async (tx) => {
    const meeting = await lockMeeting(tx, scope, meetingId);
    if (handle === null) return setTo(tx, meeting, null);
    const member = await tx.membership.findFirst({
      where: { groupId: scope.group.id, person: { handle } },
      select: { personId: true },
    });
    if (!member) refuse("NOT_FOUND", { say: "This person is not a member of the group." });
    await setTo(tx, meeting, member.personId);
  });
}

/** Gives the meeting to the next in turn, for organizers. @throws Refusal CONFLICT if nobody is left */
export async function passToNext(scope: MemberScope, meetingId: string): Promise<void> {
  await transact(async (tx) => {
    const meeting = await lockMeeting(tx, scope, meetingId);
    demandAhead(meeting);
    const [next] = await orderByTurn(tx, scope.group, meeting);
    if (!next) {
      refuse("CONFLICT", {
        say: "Nobody is left: all members are away, are not coming, or have passed it on.",
      });
    }
    await setTo(tx, meeting, next);
  });
}

import "server-only";
import type { z } from "zod";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, type Prisma, type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { enqueueAll } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { dayOf } from "../planning/commands";
import { mayRemoveLink } from "../policy";
import { type MeetingState, stateOf } from "../rules";
import {
  AWAY_MAX,
  type addLinkInput,
  type awayInput,
  DATE_POLL_DUE,
  LINK_CHARACTERS_MAX,
  LINKS_MAX,
  type rsvpInput,
} from "../schema";

/** Holds the viewer's membership until the commit, so that a member who is being removed writes nothing. */
export async function lockMembership(tx: Tx, scope: MemberScope): Promise<void> {
  const [member] = await tx.$queryRaw<{ personId: string }[]>`
    SELECT "personId" FROM "Membership" WHERE "groupId" = ${scope.group.id}::uuid
      AND "personId" = ${scope.viewer.id}::uuid FOR KEY SHARE`;
  if (!member) {
    refuse("NOT_ALLOWED", { say: "Only members of this group can do this. Join the group first." });
  }
}

/**
 * Holds the viewer's membership and a meeting, by a shared lock: many members can answer at once, but not while it is
 * being cancelled.
 * @returns its state at the time of the answer
 */
export async function holdMeeting(tx: Tx, scope: MemberScope, meetingId: string) {
  await lockMembership(tx, scope);
  const [meeting] = await tx.$queryRaw<MeetingState[]>`
    SELECT "startsAt", minutes, "cancelledAt" FROM "Meeting"
    WHERE id = ${meetingId}::uuid AND "groupId" = ${scope.group.id}::uuid FOR SHARE`;
  if (!meeting) refuse("NOT_FOUND");
  const changedAt = now();
  return { changedAt, state: stateOf(meeting, changedAt) };
}

/** Records the viewer's RSVP. @throws Refusal CLOSED for a meeting that is over or cancelled */
export async function saveRsvp(
  scope: MemberScope,
  { meetingId, answer }: z.output<typeof rsvpInput>,
): Promise<void> {
  const personId = scope.viewer.id;
  await transact(async (tx) => {
    const { changedAt, state } = await holdMeeting(tx, scope, meetingId);
    if (state === "cancelled") refuse("CLOSED", { say: "This meeting is cancelled." });
    if (state === "over") refuse("CLOSED", { say: "This meeting is over." });
    await tx.rsvp.upsert({
      where: { meetingId_personId: { meetingId, personId } },
      create: { meetingId, personId, answer, createdAt: changedAt, changedAt },
      update: { answer, changedAt },
    });
    await notifyTopics(tx, groupTopic(scope.group.id));
  });
}

/** Attaches a link to a meeting. @throws Refusal CONFLICT at the limits of links */
export async function addLink(scope: MemberScope, input: z.output<typeof addLinkInput>) {
  const { meetingId, title, url } = input;
  return transact(async (tx) => {
    await lockMembership(tx, scope);
    const [meeting] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Meeting" WHERE id = ${meetingId}::uuid
        AND "groupId" = ${scope.group.id}::uuid FOR NO KEY UPDATE`;
    if (!meeting) refuse("NOT_FOUND");
    const links = await tx.meetingLink.findMany({ where: { meetingId }, select: { url: true } });
    if (links.length >= LINKS_MAX) {
      refuse("CONFLICT", { say: `A meeting has at most ${LINKS_MAX} links. Remove one first.` });
    }
    const characters = links.reduce((sum, link) => sum + link.url.length, url.length);
    if (characters > LINK_CHARACTERS_MAX) {
      refuse("CONFLICT", {
        say: `The links of a meeting have at most ${LINK_CHARACTERS_MAX} characters together. Use a shorter one, or remove one first.`,
        field: "url",
      });
    }
    return tx.meetingLink.create({
      data: { meetingId, title, url, addedById: scope.viewer.id, createdAt: now() },
      select: { id: true },
    });
  });
}

/** Removes a link, for the member who added it or an organizer. */
export async function removeLink(scope: MemberScope, linkId: string): Promise<void> {
  const found = await db.meetingLink.findFirst({
    where: { id: linkId, meeting: { groupId: scope.group.id } },
    select: { addedById: true },
  });
  if (!found) refuse("NOT_FOUND", { say: "This link has already been removed." });
  demand(mayRemoveLink(scope, found.addedById));
  await db.meetingLink.deleteMany({ where: { id: linkId } });
}

/** Lists the viewer's current and future days away from the group. */
export async function listMyAway(scope: MemberScope) {
  const rows = await db.away.findMany({
    where: {
      groupId: scope.group.id,
      personId: scope.viewer.id,
      lastDay: { gte: yesterday() },
    },
    select: { id: true, fromDay: true, lastDay: true },
    orderBy: [{ fromDay: "asc" }, { id: "asc" }],
    take: AWAY_MAX,
  });
  return rows.map(({ id, fromDay, lastDay }) => {
    return { id, fromDay: dayOf(fromDay), lastDay: dayOf(lastDay) };
  });
}

/** The day before, because it is still that day somewhere on earth. */
function yesterday(): Date {
  return new Date(dayOf(new Date(now().getTime() - 864e5)));
}

/** Records days on which the viewer is away. The rotation skips them. @throws Refusal INVALID, CONFLICT */
export async function addAway(
  scope: MemberScope,
  { fromDay, lastDay }: z.output<typeof awayInput>,
) {
  const of = { groupId: scope.group.id, personId: scope.viewer.id };
  if (new Date(lastDay) < yesterday())
    refuse("INVALID", { say: "These days are in the past.", field: "lastDay" });
  return transact(async (tx) => {
    const [member] = await tx.$queryRaw<{ personId: string }[]>`
      SELECT "personId" FROM "Membership" WHERE "groupId" = ${of.groupId}::uuid
        AND "personId" = ${of.personId}::uuid FOR NO KEY UPDATE`;
    if (!member) refuse("NOT_ALLOWED");
    const there = await tx.away.count({ where: { ...of, lastDay: { gte: yesterday() } } });
    if (there >= AWAY_MAX)
      refuse("CONFLICT", { say: `At most ${AWAY_MAX} entries. Remove one first.` });
    return tx.away.create({
      data: { ...of, fromDay: new Date(fromDay), lastDay: new Date(lastDay) },
      select: { id: true },
    });
  });
}

/** Deletes days away of the viewer. */
export async function removeAway(scope: MemberScope, awayId: string): Promise<void> {
  const of = { groupId: scope.group.id, personId: scope.viewer.id };
  await db.away.deleteMany({ where: { id: awayId, ...of } });
}

/** Removes a person from future meetings of these groups: as presenter, with their answers and what they have read. */
export async function withdrawFromMeetings(
  tx: Tx,
  personId: string,
  groupIds: readonly string[],
): Promise<void> {
  const ahead = { groupId: { in: [...groupIds] }, startsAt: { gt: now() } };
  await unsetPresenter(tx, { presenterId: personId, ...ahead });
  await tx.rsvp.deleteMany({ where: { personId, meeting: ahead } });
  const inGroups = { groupId: ahead.groupId };
  await tx.reader.deleteMany({ where: { personId, reading: inGroups } });
  await tx.dateAnswer.deleteMany({ where: { personId, date: { poll: inGroups } } });
  // Everybody who is left may have answered.
  const polls = await tx.datePoll.findMany({
    where: { ...inGroups, closedAt: null },
    select: { id: true },
  });
  await enqueueAll(
    tx,
    DATE_POLL_DUE,
    polls.map(({ id: pollId }) => ({ payload: { pollId }, key: `date-poll:${pollId}` })),
  );
}

/** Erases a person's feeds and future presentations. RSVPs to past meetings stay, without a name. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await unsetPresenter(tx, { presenterId: personId });
  await tx.rsvp.deleteMany({ where: { personId, meeting: { startsAt: { gt: now() } } } });
  await tx.calendarFeed.deleteMany({ where: { personId } });
  await tx.reader.deleteMany({ where: { personId } });
  await tx.opinion.deleteMany({ where: { personId } });
  await tx.dateAnswer.deleteMany({ where: { personId } });
}

async function unsetPresenter(tx: Tx, where: Prisma.MeetingWhereInput): Promise<void> {
  await tx.meeting.updateMany({
    where,
    data: { presenterId: null, changedAt: now(), sequence: { increment: 1 } },
  });
}

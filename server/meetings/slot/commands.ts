import "server-only";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { enqueueAll } from "@/server/platform/queue";
import { slotOf } from "../planning/commands";
import { FURTHEST_DAYS } from "../rules";
import { MEETING_CHANGED, type slotInput } from "../schema";
import { isTurn, moveTurns } from "./rules";

type SlotFields = Omit<z.output<typeof slotInput>, "movesPlanned"> & { movesPlanned?: boolean };

/**
 * Sets the group's regular meeting time. Planned meetings stay as they are, or move with it; members are notified
 * of each that does. @returns how many have changed
 */
export async function setSlot(scope: MemberScope, input: SlotFields): Promise<{ changed: number }> {
  const groupId = scope.group.id;
  const { everyWeeks, weekday, time, minutes, place, link, rotates } = input;
  const data = {
    everyWeeks,
    weekday,
    time,
    minutes,
    place,
    link,
    rotates,
    fromDay: new Date(input.fromDay),
    changedAt: now(),
    changedById: scope.viewer.id,
  };
  return transact(async (tx) => {
    await lockGroup(tx, groupId);
    const before = await slotOf(tx, groupId);
    await tx.meetingSlot.upsert({
      where: { groupId },
      create: { groupId, ...data },
      update: data,
    });
    const changed = before && input.movesPlanned ? await movePlanned(tx, scope, before, input) : 0;
    return { changed };
  });
}

type StoredSlot = NonNullable<Awaited<ReturnType<typeof slotOf>>>;

/** Gives planned meetings at the time before the new time, length and place. @returns how many have changed */
async function movePlanned(
  tx: Tx,
  scope: MemberScope,
  before: StoredSlot,
  after: SlotFields,
): Promise<number> {
  const { id: groupId, timeZone } = scope.group;
  const at = now();
  const where = { groupId, cancelledAt: null, startsAt: { gt: at } };
  // Locked, so that volunteers and RSVPs come either before or after.
  await tx.$queryRaw`
    SELECT id FROM "Meeting" WHERE "groupId" = ${groupId}::uuid AND "cancelledAt" IS NULL AND "startsAt" > ${at}
    ORDER BY id FOR UPDATE`;
  const meetings = await tx.meeting.findMany({
    where,
    select: { id: true, startsAt: true, minutes: true, place: true, link: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  const until = new Date(at.getTime() + FURTHEST_DAYS * 864e5);
  const times = moveTurns(meetings, { before, after, timeZone, now: at, until });
  const changed = meetings.flatMap(({ id, startsAt, ...was }) => {
    if (!isTurn(before, timeZone, startsAt)) return [];
    const time = times.get(id) ?? startsAt;
    // A place or length of its own stays.
    const is = {
      minutes: was.minutes === before.minutes ? after.minutes : was.minutes,
      place: was.place === before.place ? after.place : was.place,
      link: was.link === before.link ? after.link : was.link,
    };
    const moved = time.getTime() !== startsAt.getTime();
    const same = is.minutes === was.minutes && is.place === was.place && is.link === was.link;
    return moved || !same ? [{ id, startsAt: time, moved, ...is }] : [];
  });
  if (changed.length === 0) return 0;
  await tx.$executeRaw`
    UPDATE "Meeting" m SET "startsAt" = w.at, minutes = w.minutes, place = w.place, link = w.link,
      "scheduledById" = ${scope.viewer.id}::uuid, "changedAt" = ${at}, sequence = m.sequence + 1,
      "movedAt" = CASE WHEN w.moved THEN ${at} ELSE m."movedAt" END
    FROM unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ startsAt }) => startsAt)}::timestamptz[],
      ${changed.map((one) => one.minutes)}::int[], ${changed.map(({ place }) => place)}::text[],
      ${changed.map(({ link }) => link)}::text[], ${changed.map(({ moved }) => moved)}::boolean[])
      AS w(id, at, minutes, place, link, moved) WHERE m.id = w.id`;
  await enqueueAll(
    tx,
    MEETING_CHANGED,
    changed.map(({ id }) => ({ payload: { meetingId: id, byId: scope.viewer.id } })),
  );
  await notifyTopics(tx, groupTopic(groupId));
  return changed.length;
}

/** Removes the group's regular meeting time. */
export async function clearSlot(scope: MemberScope): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    await lockGroup(tx, groupId);
    await tx.meetingSlot.deleteMany({ where: { groupId } });
  });
}

import { beforeAll, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithMeeting, memberAt, THURSDAYS } from "@/server/testing/fixtures/meetings";
import { notificationsOf, runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { scheduleMeeting } from "../commands";
import { setSlot } from "./commands";
import { findFreeTurn } from "./rules";

ownDatabase();
const TUESDAYS = { ...THURSDAYS, weekday: 2, place: "The garden" };
let organizer: MemberScope;
let world: Awaited<ReturnType<typeof groupWithMeeting>>;
let readingId: string;

/** A meeting on a Thursday some weeks ahead, at the regular time. */
beforeAll(async () => {
  world = await groupWithMeeting({ members: 1 });
  ({ organizer } = world);
  await setSlot(organizer, THURSDAYS);
  const meeting = await db.meeting.findUniqueOrThrow({ where: { id: world.meetingId } });
  ({ readingId } = meeting);
});
const read = () => db.meeting.findUniqueOrThrow({ where: { id: world.meetingId } });
async function atRegularTime() {
  const from = new Date(Date.now() + 21 * 864e5);
  const turn = { from, until: new Date(+from + 30 * 864e5), bookings: [] };
  const startsAt = findFreeTurn(THURSDAYS, organizer.group.timeZone, turn) as Date;
  const { place, link, minutes } = THURSDAYS;
  await scheduleMeeting(organizer, { readingId, startsAt, place, link, minutes });
  await setSlot(organizer, THURSDAYS);
  await runNotificationJobs();
  return startsAt;
}

it("leaves planned meetings alone unless they are to move", async () => {
  const startsAt = await atRegularTime();
  expect(await setSlot(organizer, TUESDAYS)).toEqual({ changed: 0 });
  expect(await read()).toMatchObject({ startsAt, place: THURSDAYS.place });
});

it("moves them with their place, and tells the members once", async () => {
  const startsAt = await atRegularTime();
  const member = memberAt(world.others).viewer;
  const told = (await notificationsOf(member)).length;
  const { sequence } = await read();
  const { meetings } = as(organizer.viewer);
  const slot = { group: organizer.group.slug, ...TUESDAYS, movesPlanned: true };
  expect(await meetings.setSlot(slot)).toEqual({ changed: 1 });
  await runNotificationJobs();
  const moved = await read();
  expect(moved.startsAt).toEqual(new Date(+startsAt - 2 * 864e5));
  expect(moved).toMatchObject({ place: "The garden", sequence: sequence + 1 });
  expect(moved.movedAt).not.toBeNull();
  expect(await notificationsOf(member)).toHaveLength(told + 1);
  expect(await meetings.setSlot(slot)).toEqual({ changed: 0 });
});

it("keeps a place of its own, and changes the place without moving", async () => {
  const startsAt = await atRegularTime();
  await scheduleMeeting(organizer, { readingId, startsAt, place: "On a boat" });
  const garden = { ...THURSDAYS, place: "The garden", movesPlanned: true };
  expect(await setSlot(organizer, garden)).toEqual({ changed: 0 });
  expect((await read()).place).toBe("On a boat");
  const { movedAt } = await read();
  await scheduleMeeting(organizer, { readingId, startsAt, place: "The garden" });
  expect(await setSlot(organizer, { ...garden, place: "The attic" })).toEqual({ changed: 1 });
  expect(await read()).toMatchObject({ startsAt, place: "The attic", movedAt });
});

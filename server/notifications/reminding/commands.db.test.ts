import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { sweep } from "@/server/ballots/jobs";
import { cancelBallot, closeBallot } from "@/server/ballots/life/closing";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import { cancelMeeting, scheduleMeeting } from "@/server/meetings/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR, openBallot } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";
import { emailNow, notificationsOf } from "@/server/testing/fixtures/notifications";
import { emailOf } from "@/server/testing/world";
import { remind, remindVotersNow } from "./commands";
import { ballotReminderTime } from "./sql";

ownDatabase();
afterEach(() => setClock(undefined));

it("chooses the time of a ballot's reminder by how long it is open", async () => {
  const rows = await db.$queryRaw<{ open: number; after: number | null }[]>`
    SELECT open::float8, extract(epoch FROM ${ballotReminderTime} - b."openedAt")::float8 / 3600 AS after
    FROM unnest(ARRAY[72, 36, 30, 18, 17]) AS t(open) CROSS JOIN LATERAL (SELECT timestamptz '2026-11-02 18:00Z' AS "openedAt",
      timestamptz '2026-11-02 18:00Z' + make_interval(hours => open) AS "closesAt") b ORDER BY open DESC`;
  expect(rows.map(({ open, after }) => [open, after])).toEqual([
    [72, 48],
    [36, 12],
    [30, 20],
    [18, 12],
    [17, null],
  ]);
});

/** Hours are counted from the opening of a ballot that is open for three days. */
const start = Date.now();
const at = (hours: number) => setClock(new Date(start + hours * HOUR));

async function threeDays(electorate: "open" | "fixed" = "open") {
  at(0);
  const world = await groupWithPool(["A", "B"], { members: 2 });
  const { organizer, nominationIds, others } = world;
  await db.membership.updateMany({ data: { joinedAt: new Date(start - HOUR) } });
  const { id } = await openBallot(organizer, {
    closesAt: new Date(start + 72 * HOUR),
    nominationIds,
    electorate,
  });
  return { ...world, id, member: memberAt(others), other: memberAt(others, 1) };
}

const reminders = async ({ viewer }: MemberScope, of: "closing" | "upcoming" = "closing") =>
  (await notificationsOf(viewer)).filter((line) => line.startsWith(of)).length;
const mailsTo = async ({ viewer }: MemberScope) =>
  db.mailMessage.count({ where: { to: await emailOf(viewer) } });

describe("a ballot", () => {
  it("is reminded of a day before it closes, once, by however many processes, and not to voters", async () => {
    const { id, member, other, organizer } = await threeDays();
    await castVote(other, { ballotId: id, answer: { approvals: [] } });
    at(47);
    await remind();
    expect(await reminders(member)).toBe(0);
    at(48);
    await Promise.all([remind(), remind()]);
    at(60);
    await remind();
    expect([await reminders(member), await reminders(other)]).toEqual([1, 0]);
    // The organizer who opened it is reminded like everybody else.
    expect(await reminders(organizer)).toBe(1);
  });

  type World = Awaited<ReturnType<typeof threeDays>>;
  const SPARED: Record<string, (world: World) => Promise<unknown>> = {
    "has left": ({ member, slug }) => as(member.viewer).groups.leave({ group: slug }),
    "is suspended from the group": ({ member }) =>
      db.suspension.create({ data: { groupId: member.group.id, personId: member.viewer.id } }),
    "is suspended from the site": ({ member }) =>
      db.person.update({ where: { id: member.viewer.id }, data: { suspendedAt: new Date() } }),
    "has muted the group": ({ member, slug }) =>
      as(member.viewer).notifications.follow({ what: { thing: "group", id: slug }, level: "mute" }),
    "wants no reminders": ({ member }) =>
      as(member.viewer).notifications.choose({ kind: "closing", via: "none" }),
    "wants none of this group": ({ member, slug }) =>
      as(member.viewer).notifications.chooseInGroup({ group: slug, kind: "closing", via: "none" }),
    "is in a group that cancelled it": ({ organizer, id }) =>
      cancelBallot(organizer, { ballotId: id, note: "" }),
    "is in a group that closed it early": ({ organizer, id }) => closeBallot(id, organizer),
  };
  it.each(Object.entries(SPARED))("is not reminded of to somebody who %s", async (_, spare) => {
    const world = await threeDays();
    await spare(world);
    at(48);
    await remind();
    expect(await reminders(world.member)).toBe(0);
  });

  it("is not reminded of to people who may not vote", async () => {
    const { member } = await threeDays("fixed");
    const late = { groupId: member.group.id, personId: member.viewer.id };
    await db.membership.updateMany({ where: late, data: { joinedAt: new Date(start + HOUR) } });
    at(48);
    await remind();
    expect(await reminders(member)).toBe(0);
  });

  const AFTERWARDS: Record<string, (world: World) => Promise<unknown>> = {
    "have voted": ({ member, id }) => castVote(member, { ballotId: id, answer: { approvals: [] } }),
    "have left": ({ member, slug }) => as(member.viewer).groups.leave({ group: slug }),
    "have muted the group": ({ member, slug }) =>
      as(member.viewer).notifications.follow({ what: { thing: "group", id: slug }, level: "mute" }),
    "are suspended": ({ member }) =>
      db.suspension.create({ data: { groupId: member.group.id, personId: member.viewer.id } }),
    "have a ballot that was cancelled": ({ organizer, id }) =>
      cancelBallot(organizer, { ballotId: id, note: "" }),
  };
  it.each(Object.entries(AFTERWARDS))(
    "sends no reminder that still waits to people who meanwhile %s",
    async (_, act) => {
      const world = await threeDays();
      at(48);
      await remind();
      await act(world);
      await emailNow(world.member.viewer);
      expect(await mailsTo(world.member)).toBe(0);
    },
  );

  it("is reminded of again when it is put off by a day, but not by an hour", async () => {
    const { id, member } = await threeDays();
    at(48);
    await remind();
    const close = (hours: number) =>
      db.ballot.update({ where: { id }, data: { closesAt: new Date(start + hours * HOUR) } });
    await close(73);
    at(61);
    await remind();
    expect(await reminders(member)).toBe(1);
    await close(96);
    at(72);
    await sweep();
    await remind();
    expect(await reminders(member)).toBe(2);
  });

  it("is reminded of at once when an organizer wants it; the day before is then too soon for another", async () => {
    const { id, member } = await threeDays();
    at(40);
    await remindVotersNow(id, randomUUID());
    await remindVotersNow(id, randomUUID());
    expect(await reminders(member)).toBe(1);
    at(48);
    await remind();
    expect(await reminders(member)).toBe(1);
  });
});

describe("a meeting", () => {
  async function planned(hours: number) {
    at(0);
    const world = await groupWithMeeting({ members: 2 });
    const { others, meetingId } = world;
    const { readingId } = await db.meeting.findUniqueOrThrow({ where: { id: meetingId } });
    const move = (to: number) =>
      scheduleMeeting(world.organizer, {
        readingId,
        startsAt: new Date(start + to * HOUR),
        place: "Library",
      });
    await move(hours);
    return { ...world, move, member: memberAt(others), other: memberAt(others, 1) };
  }

  it("is reminded of the day before, unless somebody cannot come, and again when it is moved", async () => {
    const { member, other, meetingId, move, slug } = await planned(100);
    await as(other.viewer).meetings.rsvp({ group: slug, meetingId, answer: "no" });
    at(75);
    await remind();
    expect(await reminders(member, "upcoming")).toBe(0);
    at(76);
    await Promise.all([remind(), remind()]);
    expect([await reminders(member, "upcoming"), await reminders(other, "upcoming")]).toEqual([
      1, 0,
    ]);
    await move(200);
    at(176);
    await remind();
    expect(await reminders(member, "upcoming")).toBe(2);
  });

  it("is not reminded of once it is cancelled, nor is a reminder of its earlier time sent", async () => {
    const { member, organizer, meetingId, move } = await planned(100);
    at(76);
    await remind();
    await move(150);
    const before = await mailsTo(member);
    await db.notification.deleteMany({ where: { kind: "meeting" } });
    await emailNow(member.viewer);
    expect(await mailsTo(member)).toBe(before);
    await cancelMeeting(organizer, meetingId);
    at(130);
    await remind();
    expect(await reminders(member, "upcoming")).toBe(1);
  });
});

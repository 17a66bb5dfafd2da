import { beforeAll, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";

ownDatabase();

let meetingId: string;
let of: { groupId: string; personId: string };
beforeAll(async () => {
  const world = await groupWithMeeting();
  meetingId = world.meetingId;
  of = { groupId: world.organizer.group.id, personId: memberAt(world.others).viewer.id };
});

const text = (version: number) =>
  db.meetingText.create({ data: { meetingId, kind: "notes", version, body: "x", html: "x" } });
const slot = (rest: object) =>
  db.meetingSlot.create({
    data: {
      groupId: of.groupId,
      fromDay: new Date("2026-01-01"),
      weekday: 4,
      time: "17:00",
      ...rest,
    },
  });
const feed = (groupId: string | null) =>
  db.calendarFeed.create({
    data: { personId: of.personId, groupId, tokenHash: crypto.randomUUID() },
  });

it.each([
  ["a meeting of five minutes", () => change({ minutes: 5 }), /Meeting_length/],
  ["a link that is no web address", () => change({ link: "javascript:1" }), /Meeting_link_is_web/],
  [
    "somebody who cancelled what is not cancelled",
    () => change({ cancelledById: of.personId }),
    /Meeting_cancelled_by_somebody/,
  ],
  ["a version before the first", () => text(0), /MeetingText_version_from_one/],
  [
    "an attachment that is no web address",
    () => db.meetingLink.create({ data: { meetingId, title: "x", url: "data:x" } }),
    /MeetingLink_url_is_web/,
  ],
  [
    "days away that end before they begin",
    () =>
      db.away.create({
        data: { ...of, fromDay: new Date("2026-02-02"), lastDay: new Date("2026-02-01") },
      }),
    /Away_in_order/,
  ],
  [
    "a poll that ends before it begins",
    () => poll({ closesAt: new Date(0) }),
    /DatePoll_closes_later/,
  ],
  [
    "a poll that is over but open",
    () => poll({ cancelledAt: new Date() }),
    /DatePoll_cancelled_when_closed/,
  ],
  [
    "a time chosen by somebody where none is chosen",
    () => poll({ chosenById: of.personId }),
    /DatePoll_chosen_by_somebody/,
  ],
  ["a poll for five minutes", () => poll({ minutes: 5 }), /DatePoll_length/],
  [
    "a poll with a link that is no web address",
    () => poll({ link: "data:x" }),
    /DatePoll_link_is_web/,
  ],
  ["an eighth weekday", () => slot({ weekday: 8 }), /MeetingSlot_iso_weekday/],
  ["a time past midnight", () => slot({ time: "24:00" }), /MeetingSlot_time_of_day/],
  ["every zero weeks", () => slot({ everyWeeks: 0 }), /MeetingSlot_every_weeks/],
])("the database refuses %s", async (_, write, why) => {
  await expect(write()).rejects.toThrow(why);
});

async function poll(rest: object) {
  const { readingId } = await db.meeting.findUniqueOrThrow({ where: { id: meetingId } });
  const closesAt = new Date(Date.now() + 864e5);
  return db.datePoll.create({ data: { groupId: of.groupId, readingId, closesAt, ...rest } });
}

it("the database holds one poll of a reading that still leads to a meeting", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => poll({})));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const over = { closedAt: new Date(), cancelledAt: new Date() };
  await db.datePoll.updateMany({ where: { groupId: of.groupId }, data: over });
  await poll({});
});

function change(data: object) {
  return db.meeting.update({ where: { id: meetingId }, data });
}

it("the database holds one text per version, also under concurrent writes", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => text(1)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("the database holds one live calendar of each kind, also under concurrent writes", async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, at) => feed(at % 2 ? of.groupId : null)),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
});

it("days away and addresses go with the membership", async () => {
  await db.away.create({
    data: { ...of, fromDay: new Date("2026-02-01"), lastDay: new Date("2026-02-02") },
  });
  await db.membership.delete({ where: { groupId_personId: of } });
  expect(await db.away.count({ where: of })).toBe(0);
  expect(await db.calendarFeed.count({ where: of })).toBe(0);
});

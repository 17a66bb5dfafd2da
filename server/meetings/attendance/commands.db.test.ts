import { afterEach, expect, it } from "vitest";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, meetingRow, memberAt } from "@/server/testing/fixtures/meetings";
import { cancelMeeting, scheduleMeeting } from "../commands";
import { LINKS_MAX } from "../schema";
import { addAway, addLink, listMyAway, removeLink, saveRsvp } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

it("takes forty RSVPs at once, one from each member", async () => {
  const { slug, organizer, others, meetingId } = await groupWithMeeting({ members: 39 });
  const cast = [organizer, ...others];
  const answers = ["yes", "maybe", "no"] as const;
  await Promise.all(
    cast.map((scope, at) => saveRsvp(scope, { meetingId, answer: answers[at % 3] ?? "yes" })),
  );
  // Every member again, several times at once: each ends up with one row.
  await Promise.all(
    others
      .slice(0, 10)
      .flatMap((scope) => [
        saveRsvp(scope, { meetingId, answer: "yes" }),
        saveRsvp(scope, { meetingId, answer: "yes" }),
      ]),
  );
  expect(await db.rsvp.count({ where: { meetingId } })).toBe(40);
  const { member } = await as(organizer.viewer).meetings.page({ group: slug, meetingId });
  const named = Object.values(member?.rsvps ?? {}).flatMap(({ people }) => people);
  expect(named).toHaveLength(40);
  expect(member?.mine).toEqual({ answer: "yes", stale: false });
});

it("takes RSVPs until it ends, and none once it is cancelled", async () => {
  const { organizer, others, meetingId, startsAt } = await groupWithMeeting();
  setClock(new Date(startsAt.getTime() + HOUR - 1));
  await saveRsvp(memberAt(others), { meetingId, answer: "yes" });
  setClock(new Date(startsAt.getTime() + HOUR));
  await expect(saveRsvp(memberAt(others), { meetingId, answer: "no" })).rejects.toMatchObject({
    code: "CLOSED",
  });
  setClock(undefined);
  await cancelMeeting(organizer, meetingId);
  await expect(saveRsvp(memberAt(others), { meetingId, answer: "no" })).rejects.toMatchObject({
    code: "CLOSED",
  });
});

it("marks RSVPs that were given for another time", async () => {
  const { slug, organizer, others, meetingId, startsAt } = await groupWithMeeting();
  const page = () => as(memberAt(others).viewer).meetings.page({ group: slug, meetingId });
  await saveRsvp(memberAt(others), { meetingId, answer: "yes" });
  const { readingId, place } = await meetingRow(meetingId);
  const later = new Date(startsAt.getTime() + 24 * HOUR);
  setClock(new Date(Date.now() + HOUR));
  await scheduleMeeting(organizer, { readingId, startsAt: later, place });
  expect((await page()).member?.mine).toEqual({ answer: "yes", stale: true });
  await saveRsvp(memberAt(others), { meetingId, answer: "yes" });
  expect((await page()).member?.mine).toEqual({ answer: "yes", stale: false });
});

it("takes no RSVP from people who have left, in either order of the two", async () => {
  const { others, meetingId } = await groupWithMeeting({ members: 10 });
  await Promise.allSettled(
    others.flatMap((scope) => [saveRsvp(scope, { meetingId, answer: "yes" }), leaveGroup(scope)]),
  );
  expect(await db.rsvp.count({ where: { meetingId } })).toBe(0);
});

it("takes a limited number of links from any member, who or an organizer can remove them", async () => {
  const { organizer, others, meetingId } = await groupWithMeeting();
  const input = { meetingId, title: "Slides", url: "https://example.org/slides" };
  const { id } = await addLink(memberAt(others), input);
  await expect(removeLink(memberAt(others, 1), id)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await removeLink(memberAt(others), id);
  const tries = await Promise.allSettled(
    Array.from({ length: LINKS_MAX + 5 }, () => addLink(memberAt(others), input)),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(LINKS_MAX);
  const [first] = await db.meetingLink.findMany({ where: { meetingId } });
  await removeLink(organizer, first?.id as string);
  expect(await db.meetingLink.count({ where: { meetingId } })).toBe(LINKS_MAX - 1);
});

it("accepts only http and https in every link", async () => {
  const { slug, organizer, others, meetingId, startsAt } = await groupWithMeeting();
  const { readingId } = await meetingRow(meetingId);
  const { meetings: calls } = as(organizer.viewer);
  const bad = [
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://example.org",
    "//example.org",
    "x",
  ];
  const tried = bad.flatMap((url) => [
    calls.addLink({ group: slug, meetingId, title: "Slides", url }),
    calls.schedule({ group: slug, readingId, startsAt, link: url }),
  ]);
  expect(new Set(await outcomes(tried))).toEqual(new Set(["BAD_REQUEST"]));
  await calls.schedule({ group: slug, readingId, startsAt, link: "" });
  const member = as(memberAt(others).viewer).meetings;
  expect((await member.page({ group: slug, meetingId })).link).toBe("");
});

it("lists the viewer's current and future days away, and limits their number", async () => {
  const { others } = await groupWithMeeting();
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  await addAway(ada, { fromDay: "2090-05-01", lastDay: "2090-05-03" });
  expect(await listMyAway(ada)).toMatchObject([{ fromDay: "2090-05-01", lastDay: "2090-05-03" }]);
  expect(await listMyAway(bela)).toEqual([]);
  await expect(
    addAway(ada, { fromDay: "2020-05-01", lastDay: "2020-05-03" }),
  ).rejects.toMatchObject({ code: "INVALID", field: "lastDay" });
  const tries = await Promise.allSettled(
    Array.from({ length: 30 }, () =>
      addAway(bela, { fromDay: "2090-05-01", lastDay: "2090-05-01" }),
    ),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
});

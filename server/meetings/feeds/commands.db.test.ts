import ical, { type VEvent } from "node-ical";
import { afterEach, expect, it } from "vitest";
import { deleteAccount } from "@/server/accounts/commands";
import { leaveGroup, removeMember } from "@/server/accounts/leaving/commands";
import { sendMeeting } from "@/server/api/routes/downloads";
import { sendFeed } from "@/server/api/routes/feed";
import type { MemberScope } from "@/server/groups/policy";
import { openSession, sessionCookieName } from "@/server/people/sessions/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import {
  groupWithMeeting,
  LINK,
  meetingRow,
  memberAt,
  PLACE,
} from "@/server/testing/fixtures/meetings";
import { readStrictly } from "@/server/testing/icalendar";
import { cancelMeeting, scheduleMeeting } from "../commands";
import { makeFeed, revokeFeed } from "./commands";
import { listMyFeeds } from "./queries";

ownDatabase();
afterEach(() => setClock(undefined));

let address = 0;
/** Fetches a feed, each time from another network address. */
function at(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const token = url.slice(url.lastIndexOf("/") + 1);
  const from = { "x-colloquy-client-ip": `192.0.2.${address++ % 250}`, ...headers };
  return sendFeed(new Request(url, { headers: from }), { token });
}

async function textAt(url: string): Promise<string> {
  const answer = await at(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  const text = await answer.text();
  readStrictly(text);
  return text;
}

function eventsOf(text: string): VEvent[] {
  return Object.values(ical.sync.parseICS(text)).filter(
    (part) => part?.type === "VEVENT",
  ) as VEvent[];
}

it("lists the meetings of a group at a secret address, of which only a hash is stored", async () => {
  const { others, meetingId, startsAt } = await groupWithMeeting();
  const scope = memberAt(others);
  const { url } = await makeFeed(scope.viewer, scope);
  const [event, ...more] = eventsOf(await textAt(url));
  expect(more).toEqual([]);
  expect(event).toMatchObject({ uid: `${meetingId}@colloquy`, location: PLACE, sequence: 0 });
  expect(event?.start?.toISOString()).toBe(startsAt.toISOString());
  const token = url.slice(url.lastIndexOf("/") + 1, -4);
  const rows = JSON.stringify(await db.calendarFeed.findMany());
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(rows).not.toContain(token);
});

it("lists all groups of a person, each in its own time zone", async () => {
  const [first, second] = [
    await groupWithMeeting(),
    await groupWithMeeting({ visibility: "private" }),
  ];
  const { viewer } = memberAt(first.others);
  await db.group.update({ where: { slug: second.slug }, data: { timeZone: "America/New_York" } });
  await db.membership.create({
    data: { groupId: second.organizer.group.id, personId: viewer.id },
  });
  const { url } = await makeFeed(viewer, null);
  const text = await textAt(url);
  expect(
    eventsOf(text)
      .map(({ uid }) => uid)
      .toSorted(),
  ).toEqual([first, second].map(({ meetingId }) => `${meetingId}@colloquy`).toSorted());
  expect(text).toContain("DTSTART;TZID=America/New_York:");
  expect(text).toContain("DTSTART;TZID=Europe/Berlin:");
});

it("publishes changes and cancellations under the same UID, with a higher SEQUENCE", async () => {
  const { organizer, others, meetingId, startsAt } = await groupWithMeeting();
  const scope = memberAt(others);
  const { url } = await makeFeed(scope.viewer, scope);
  const { readingId, place } = await meetingRow(meetingId);
  const later = new Date(startsAt.getTime() + HOUR);
  await scheduleMeeting(organizer, { readingId, startsAt: later, place });
  const [moved] = eventsOf(await textAt(url));
  expect(moved).toMatchObject({ uid: `${meetingId}@colloquy`, sequence: 1, status: "CONFIRMED" });
  expect(moved?.start?.toISOString()).toBe(later.toISOString());
  await cancelMeeting(organizer, meetingId);
  expect(eventsOf(await textAt(url))).toMatchObject([
    { uid: `${meetingId}@colloquy`, sequence: 2, status: "CANCELLED" },
  ]);
});

it("is not sent again to a program that has it", async () => {
  const { others } = await groupWithMeeting();
  const scope = memberAt(others);
  const { url } = await makeFeed(scope.viewer, scope);
  const first = await at(url);
  const again = await at(url, { "if-none-match": first.headers.get("etag") ?? "" });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

it("no longer works once it is revoked or replaced, and one of each kind is live", async () => {
  const { others } = await groupWithMeeting();
  const scope = memberAt(others);
  const first = await makeFeed(scope.viewer, scope);
  const other = memberAt(others, 1);
  await revokeFeed(other.viewer, first.id);
  expect((await at(first.url)).status).toBe(200);
  await revokeFeed(scope.viewer, first.id);
  expect((await at(first.url)).status).toBe(404);
  const made = await Promise.all(
    Array.from({ length: 5 }, () => makeFeed(scope.viewer, scope)).concat(
      Array.from({ length: 5 }, () => makeFeed(scope.viewer, null)),
    ),
  );
  const answers = await Promise.all(made.map(({ url }) => at(url)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
  expect(await listMyFeeds(scope.viewer)).toHaveLength(2);
});

it("shows nothing of a group to people who have left, were removed or are deleted", async () => {
  const { slug, organizer, others, meetingId } = await groupWithMeeting({ visibility: "private" });
  const [leaving, removed, deleted] = others as [MemberScope, MemberScope, MemberScope];
  const feeds = async ({ viewer }: MemberScope, scope: MemberScope) => [
    (await makeFeed(viewer, scope)).url,
    (await makeFeed(viewer, null)).url,
  ];
  const urls = [
    ...(await feeds(leaving, leaving)),
    ...(await feeds(removed, removed)),
    ...(await feeds(deleted, deleted)),
  ];
  await leaveGroup(leaving);
  await removeMember(organizer, removed.viewer.handle);
  await deleteAccount(deleted.viewer, deleted.viewer.handle);
  const answers = await Promise.all(urls.map((url) => at(url)));
  expect(answers.map(({ status }) => status)).toEqual([404, 200, 404, 200, 404, 404]);
  for (const answer of answers) {
    const text = await answer.text();
    for (const secret of [meetingId, slug, organizer.group.name, PLACE, LINK, "Talked"]) {
      expect(text).not.toContain(secret);
    }
  }
  // A member who comes back gets a new address; the old one stays dead.
  const { groupId } = await meetingRow(meetingId);
  await db.membership.create({ data: { groupId, personId: leaving.viewer.id } });
  expect((await at(urls[0] as string)).status).toBe(404);
});

it("answers 404 to unknown addresses, and 429 to guessing", async () => {
  const from = { "x-colloquy-client-ip": "198.51.100.7" };
  const guess = (token: string) => at(`http://localhost/api/calendar/${token}.ics`, from);
  for (const token of ["x", "x".repeat(43), "%00", "a".repeat(5000)]) {
    expect((await guess(token)).status).toBe(404);
  }
  const many = [];
  for (let count = 0; count < 120; count++) many.push((await guess("y".repeat(43))).status);
  expect(many.at(-1)).toBe(429);
});

/** One meeting as a file, for this person or a guest. */
async function file(slug: string, name: string, viewer: MemberScope["viewer"] | null) {
  const cookie = viewer ? `${sessionCookieName()}=${await openSession(viewer.id, "")}` : "";
  const request = new Request("http://localhost/", { headers: { cookie } });
  return sendMeeting(request, { group: slug, file: name });
}

it("serves one meeting as a file, with its place for members only", async () => {
  const { slug, others, meetingId } = await groupWithMeeting();
  const name = `${meetingId}.ics`;
  const text = await (await file(slug, name, memberAt(others).viewer)).text();
  expect(eventsOf(text)).toMatchObject([{ uid: `${meetingId}@colloquy`, location: PLACE }]);
  readStrictly(text);
  const stranger = (await groupWithMeeting()).organizer.viewer;
  for (const viewer of [null, stranger]) {
    const otherText = await (await file(slug, name, viewer)).text();
    expect(eventsOf(otherText)).toHaveLength(1);
    expect(otherText).not.toContain(PLACE.slice(0, 8));
    expect(otherText).not.toContain("video.example");
  }
});

it("serves no file of a private group to others, of another group, or of an unknown meeting", async () => {
  const { slug, others, meetingId } = await groupWithMeeting({ visibility: "private" });
  const other = await groupWithMeeting();
  const member = memberAt(others).viewer;
  const answers = await Promise.all([
    file(slug, `${meetingId}.ics`, null),
    file(slug, `${meetingId}.ics`, other.organizer.viewer),
    file(slug, `${other.meetingId}.ics`, member),
    file(slug, "nothing.ics", member),
    file("../x", `${meetingId}.ics`, member),
    file(slug, `${meetingId}.ics`, member),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 200]);
});

it("shows nobody another person's feeds", async () => {
  const { slug, others } = await groupWithMeeting();
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  await makeFeed(ada.viewer, ada);
  expect(await as(bela.viewer).meetings.groupFeed({ group: slug })).toBeNull();
  expect(await as(bela.viewer).meetings.feeds()).toEqual([]);
});

import { expect, it } from "vitest";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithMeeting, meetingRow, memberAt } from "@/server/testing/fixtures/meetings";
import { person } from "@/server/testing/world";
import { cancelMeeting } from "../commands";
import { markRead } from "./commands";

ownDatabase();

async function world(members = 3) {
  const made = await groupWithMeeting({ members });
  const { readingId } = await meetingRow(made.meetingId);
  return { ...made, readingId };
}

it("counts each member once, however often they press, and takes it back", async () => {
  const { slug, others, meetingId, readingId } = await world();
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  const press = (on: boolean) => markRead(ada, { readingId, on });
  await Promise.all([
    press(true),
    press(true),
    press(true),
    markRead(bela, { readingId, on: true }),
  ]);
  const page = async () => (await as(ada.viewer).meetings.page({ group: slug, meetingId })).member;
  expect((await page())?.readers).toMatchObject({ count: 2, members: 4, mine: true });
  expect(new Set((await page())?.readers?.people.map(({ handle }) => handle))).toEqual(
    new Set([ada.viewer.handle, bela.viewer.handle]),
  );
  await Promise.all([press(false), press(false)]);
  expect((await page())?.readers).toMatchObject({
    count: 1,
    mine: false,
    people: [{ handle: bela.viewer.handle }],
  });
});

it("counts on the list of meetings, where nobody is named", async () => {
  const { slug, others, readingId } = await world(1);
  await markRead(memberAt(others), { readingId, on: true });
  const { ahead } = await as(memberAt(others).viewer).meetings.list({ group: slug });
  expect(ahead[0]?.readers).toEqual({ count: 1, members: 2, mine: true, people: [] });
});

it("is for members only, and blocks nothing: a cancelled meeting's paper can be read, too", async () => {
  const { slug, organizer, others, meetingId, readingId } = await world();
  const stranger = await person();
  await cancelMeeting(organizer, meetingId);
  await markRead(memberAt(others), { readingId, on: true });
  const calls = [stranger, null].map((viewer) =>
    as(viewer).meetings.markRead({ group: slug, readingId, on: true }),
  );
  expect(await outcomes(calls)).toEqual(["FORBIDDEN", "UNAUTHORIZED"]);
  for (const viewer of [stranger, null]) {
    const { ahead } = await as(viewer).meetings.list({ group: slug });
    expect(ahead[0]?.readers).toBeNull();
    expect((await as(viewer).meetings.page({ group: slug, meetingId })).member).toBeNull();
  }
});

it("goes with the membership, in either order of the two", async () => {
  const { others, readingId } = await world(6);
  await Promise.allSettled(
    others.flatMap((scope) => [markRead(scope, { readingId, on: true }), leaveGroup(scope)]),
  );
  expect(await db.reader.count({ where: { readingId } })).toBe(0);
});

it("says on which other shelf of the member's the paper still is", async () => {
  const { others, readingId } = await world();
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  const { paperId } = await db.reading.findUniqueOrThrow({ where: { id: readingId } });
  const press = (on = true) => markRead(ada, { readingId, on });
  await as(bela.viewer).shelves.keep({ paperId, shelf: "toRead" });
  expect(await press()).toBeNull();
  for (const shelf of ["toRead", "reading"] as const) {
    await as(ada.viewer).shelves.keep({ paperId, shelf });
    expect(await press()).toEqual({ paperId, shelf });
    expect(await press(false)).toBeNull();
  }
  await as(ada.viewer).shelves.keep({ paperId, shelf: "read" });
  expect(await press()).toBeNull();
});

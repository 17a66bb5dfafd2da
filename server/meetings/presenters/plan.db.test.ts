import { afterEach, expect, it } from "vitest";
import { sendPresenters } from "@/server/api/routes/downloads";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithMeeting, memberAt, THURSDAYS } from "@/server/testing/fixtures/meetings";
import { person } from "@/server/testing/world";
import { addAway } from "../attendance/commands";
import { setSlot } from "../slot/commands";
import { presentersFile } from "./files";
import { readPresenterPlan } from "./queries";

ownDatabase();
afterEach(() => setClock(undefined));

/** A group that takes turns on Thursdays, of three people who joined one after the other. */
async function rotating() {
  const world = await groupWithMeeting({ members: 2, visibility: "public", rotates: true });
  const cast = [world.organizer, ...world.others];
  for (const [place, { viewer, group }] of cast.entries())
    await db.membership.update({
      where: { groupId_personId: { groupId: group.id, personId: viewer.id } },
      data: { joinedAt: new Date(Date.UTC(2026, 0, 1 + place)) },
    });
  // Nobody presents yet, so that the order of joining decides.
  await db.meeting.updateMany({
    where: { id: world.meetingId },
    data: { presenterId: null },
  });
  return { ...world, cast };
}

it("plans the meetings first, and then the turns by the rhythm, over those who are away", async () => {
  const { organizer, cast, meetingId } = await rotating();
  const [, ada, bela] = cast;
  const [first] = (await readPresenterPlan(organizer)).times.filter((time) => !time.meetingId);
  const day = first?.startsAt.toISOString().slice(0, 10) as string;
  await addAway(organizer, { fromDay: day, lastDay: day });
  const { times, away, order } = await readPresenterPlan(organizer);
  const turns = times.filter((time) => time.meetingId === null);
  expect(times.find((time) => time.meetingId)).toMatchObject({ meetingId, presenter: null });
  expect(turns).toHaveLength(12);
  expect(turns.slice(0, 4).map(({ presenter }) => presenter?.handle)).toEqual([
    ada?.viewer.handle,
    organizer.viewer.handle,
    bela?.viewer.handle,
    ada?.viewer.handle,
  ]);
  expect(away).toMatchObject([{ handle: organizer.viewer.handle, fromDay: day, lastDay: day }]);
  expect(order.map(({ handle }) => handle)).toEqual(cast.map(({ viewer }) => viewer.handle));
});

it("forecasts nothing where nobody takes turns", async () => {
  const { organizer, meetingId } = await rotating();
  await setSlot(organizer, { ...THURSDAYS, rotates: false });
  const { times, rotates } = await readPresenterPlan(organizer);
  expect({ times, rotates }).toMatchObject({ times: [{ meetingId }], rotates: false });
});

it("is for members, also as a file", async () => {
  const { slug, others } = await rotating();
  const stranger = await person();
  const calls = [stranger, null].map((viewer) => as(viewer).meetings.presenters({ group: slug }));
  expect(await outcomes(calls)).toEqual(["FORBIDDEN", "UNAUTHORIZED"]);
  const request = new Request("http://127.0.0.1/");
  for (const [group, format, status] of [
    [slug, "csv", 401],
    [slug, "ics", 401],
    [slug, "pdf", 404],
    ["..", "csv", 404],
  ] as const)
    expect((await sendPresenters(request, { group, format })).status).toBe(status);
  expect(await presentersFile(memberAt(others), "csv", "127.0.0.1")).toContain("by rotation");
});

it("writes the same plan as a table and as a calendar, in which turns are tentative", async () => {
  const { organizer, meetingId } = await rotating();
  await db.person.update({ where: { id: organizer.viewer.id }, data: { name: "=1+1" } });
  const csv = (await presentersFile(organizer, "csv", "127.0.0.1")).split("\r\n");
  expect(csv).toHaveLength(1 + 1 + 12);
  expect(csv[0]).toBe('"date","time","zone","minutes","presenter","paper","state","page"');
  // A spreadsheet computes no name.
  expect(csv.join()).toContain(`"'=1+1"`);
  expect(csv.join()).not.toContain(`"=1+1"`);
  const ics = await presentersFile(organizer, "ics", "127.0.0.1");
  expect(ics.match(/STATUS:TENTATIVE/g)).toHaveLength(12);
  expect(ics.match(/STATUS:CONFIRMED/g)).toHaveLength(1);
  expect(ics).toContain(`UID:${meetingId}@colloquy`);
});

it("writes an empty table with its columns", async () => {
  const { organizer, meetingId } = await rotating();
  await setSlot(organizer, { ...THURSDAYS, rotates: false });
  await db.meeting.delete({ where: { id: meetingId } });
  expect(await presentersFile(organizer, "csv", "127.0.0.1")).toBe(
    '"date","time","zone","minutes","presenter","paper","state","page"',
  );
});

import { afterEach, expect, it } from "vitest";
import { listQueue } from "@/server/meetings/coming/queries";
import { cancelMeeting, scheduleMeeting } from "@/server/meetings/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR, papersOf } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, meetingRow } from "@/server/testing/fixtures/meetings";
import { nominate } from "../nominations/commands";
import { loadOverview } from "../queries";
import { markRead } from "./commands";
import { listGroupsForPaper, listGroupsThatRead, listReadings } from "./queries";

ownDatabase();
afterEach(() => setClock(undefined));

type World = Awaited<ReturnType<typeof groupWithMeeting>>;

/** Where a group's only reading stands: in the queue, read last, in the history, and "read in". */
async function standing({ organizer, slug, paper }: World) {
  const { viewer } = organizer;
  const [queue, { readings }, history, groups] = await Promise.all([
    listQueue(organizer),
    loadOverview(organizer),
    as(viewer).meetings.history({ group: slug }),
    listGroupsThatRead(viewer, { paperIds: [paper.id] }),
  ]);
  const places = [queue.next ? 1 : 0, readings.length, history.total, groups.length];
  const charted = history.pictures.months.reduce((sum, { read }) => sum + read, 0);
  expect(charted).toBe(history.total);
  return places;
}
const CHOSEN = [1, 0, 0, 0];
const READ = [0, 1, 1, 1];

it("is chosen until its meeting is over, then read, everywhere at the same moment", async () => {
  const world = await groupWithMeeting();
  expect(await standing(world)).toEqual(CHOSEN);
  const ends = world.startsAt.getTime() + 60 * 60_000;
  setClock(new Date(ends - 1));
  expect(await standing(world)).toEqual(CHOSEN);
  setClock(new Date(ends));
  expect(await standing(world)).toEqual(READ);
});

it("is read later if its meeting moves or becomes longer, and waits again if that is cancelled", async () => {
  const world = await groupWithMeeting();
  const { organizer, meetingId, startsAt } = world;
  const { readingId, place } = await meetingRow(meetingId);
  const readAt = async () =>
    (await db.reading.findUniqueOrThrow({ where: { id: readingId } })).readAt;
  const after = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
  expect(await readAt()).toEqual(after(60));
  await scheduleMeeting(organizer, { readingId, startsAt: after(600), place });
  expect(await readAt()).toEqual(after(660));
  await scheduleMeeting(organizer, { readingId, startsAt: after(600), minutes: 90, place });
  expect(await readAt()).toEqual(after(690));
  await cancelMeeting(organizer, meetingId);
  expect(await readAt()).toBeNull();
  setClock(after(900));
  expect(await standing(world)).toEqual(CHOSEN);
  setClock(undefined);
  await scheduleMeeting(organizer, { readingId, startsAt: after(600), place });
  expect(await readAt()).toEqual(after(690));
});

it("is marked read by an organizer, once, and put back", async () => {
  const world = await groupWithMeeting();
  const { organizer, meetingId, startsAt } = world;
  const { readingId } = await meetingRow(meetingId);
  const mark = (read: boolean) => markRead(organizer, { readingId, read });
  await expect(mark(false)).rejects.toMatchObject({ code: "CONFLICT" });
  const calls = await Promise.allSettled([mark(true), mark(true), mark(true)]);
  expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await standing(world)).toEqual(READ);
  expect(await listReadings(organizer, 1)).toMatchObject({
    readings: [{ read: true, marked: true }],
    may: { mark: true },
  });
  await mark(false);
  expect(await standing(world)).toEqual(CHOSEN);
  setClock(new Date(startsAt.getTime() + HOUR));
  expect(await standing(world)).toEqual(READ);
});

it("stays read if its meeting is cancelled after an organizer marked it", async () => {
  const world = await groupWithMeeting();
  const { organizer, meetingId } = world;
  const { readingId } = await meetingRow(meetingId);
  await markRead(organizer, { readingId, read: true });
  await cancelMeeting(organizer, meetingId);
  expect(await standing(world)).toEqual(READ);
  await markRead(organizer, { readingId, read: false });
  expect(await standing(world)).toEqual(CHOSEN);
});

it("is marked only in its own group", async () => {
  const world = await groupWithMeeting();
  const other = await groupWithMeeting();
  const { readingId } = await meetingRow(world.meetingId);
  const mark = markRead(other.organizer, { readingId, read: true });
  await expect(mark).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("asks differently before nominating a paper that is chosen and one that is read", async () => {
  const world = await groupWithMeeting();
  const { organizer, paper, meetingId, startsAt } = world;
  const wish = { paperId: paper.id, pitch: "", again: false };
  const refusal = () => nominate(organizer, wish).catch((error) => [error.field, error.message]);
  const groups = async () => (await listGroupsForPaper(organizer.viewer, paper.id))[0];
  expect(await refusal()).toEqual(["again", expect.stringContaining("already chosen")]);
  const { readingId } = await meetingRow(meetingId);
  const { chosenAt } = await db.reading.findUniqueOrThrow({ where: { id: readingId } });
  expect(await groups()).toMatchObject({ chosenAt, readAt: null });
  setClock(new Date(startsAt.getTime() + HOUR));
  expect(await refusal()).toEqual(["again", expect.stringContaining("already read")]);
  const readAt = new Date(startsAt.getTime() + HOUR);
  expect(await groups()).toMatchObject({ chosenAt: null, readAt });
});

it("waits in the order of the meetings, then of the choices, and counts what is not listed", async () => {
  const { organizer, slug } = await groupWithPool([]);
  const groupId = organizer.group.id;
  const papers = await papersOf(Array.from({ length: 13 }, (_, at) => `${at} ${slug}`));
  await db.reading.createMany({
    data: papers.map(({ id: paperId }, at) => ({
      groupId,
      paperId,
      chosenAt: new Date(Date.now() - (20 - at) * HOUR),
    })),
  });
  const at = new Map(
    (await db.reading.findMany({ where: { groupId } })).map((row) => [row.paperId, row.id]),
  );
  const meet = (place: number, hours: number) =>
    scheduleMeeting(organizer, {
      readingId: at.get(papers[place]?.id ?? "") as string,
      startsAt: new Date(Date.now() + hours * HOUR),
      place: "",
    });
  await meet(4, 48);
  await meet(9, 24);
  await cancelMeeting(organizer, (await meet(1, 12)).id);
  const { next, later, more } = await listQueue(organizer);
  expect(
    [next, ...later].map((reading) => Number.parseInt(reading?.paper.title ?? "", 10)),
  ).toEqual([9, 4, 0, 1, 2, 3, 5, 6, 7, 8]);
  expect(more).toBe(3);
});

import { randomUUID } from "node:crypto";
import { beforeAll, expect, it, vi } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithMeeting } from "@/server/testing/fixtures/meetings";
import { readStrictly } from "@/server/testing/icalendar";
import * as calendar from "./calendar";
import { makeFeed, readFeed } from "./commands";

ownDatabase();

const DAY = 86_400_000;
let token = "";
let add: (count: number, firstDay: number, title: string) => Promise<void>;

beforeAll(async () => {
  const { organizer, meetingId } = await groupWithMeeting();
  const groupId = organizer.group.id;
  const { url } = await makeFeed(organizer.viewer, organizer);
  token = url.slice(url.lastIndexOf("/") + 1, -4);
  await db.meeting.delete({ where: { id: meetingId } });
  add = async (count, firstDay, title) => {
    const made = Array.from({ length: count }, (_, at) => ({
      paperId: randomUUID(),
      readingId: randomUUID(),
      startsAt: new Date(Date.now() + (firstDay + at / 4) * DAY),
    }));
    await db.paper.createMany({
      data: made.map(({ paperId: id }) => ({
        id,
        slug: id,
        title,
        normalizedTitle: id,
        abstract: "Words.",
      })),
    });
    await db.reading.createMany({
      data: made.map(({ paperId, readingId: id }) => ({ id, groupId, paperId })),
    });
    await db.meeting.createMany({
      data: made.map(({ readingId, startsAt }) => {
        return { groupId, readingId, startsAt, minutes: 60, place: "Here", link: "" };
      }),
    });
  };
});

async function feed() {
  const { tag, parts } = await readFeed(token, "192.0.2.1");
  const written: string[] = [];
  for await (const part of parts()) written.push(part);
  return { tag, written, text: written.join("") };
}

it("writes many meetings in small parts, future ones before past ones", async () => {
  await add(300, 1, "Short");
  await add(100, -30, "Short");
  const { written, text } = await feed();
  readStrictly(text);
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(400);
  expect(written.length).toBeGreaterThanOrEqual(400 / 20);
  for (const part of written) expect(part.length).toBeLessThan(100_000);
});

it("recognizes an unchanged feed without writing it", async () => {
  const { tag } = await feed();
  const write = vi.spyOn(calendar, "calendarInPieces");
  expect((await readFeed(token, "192.0.2.1")).tag).toBe(tag);
  expect(write).not.toHaveBeenCalled();
  await feed();
  expect(write).toHaveBeenCalledOnce();
  write.mockRestore();
  const changed = await db.meeting.findFirstOrThrow({ orderBy: { startsAt: "asc" } });
  await db.meeting.update({ where: { id: changed.id }, data: { place: "There" } });
  expect((await readFeed(token, "192.0.2.1")).tag).not.toBe(tag);
});

it("ends before a megabyte, and leaves out the meetings furthest from now", async () => {
  await add(900, 90, "語".repeat(500));
  const { text } = await feed();
  readStrictly(text);
  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
  const shown = text.match(/BEGIN:VEVENT/g)?.length ?? 0;
  expect(shown).toBeGreaterThan(300);
  expect(shown).toBeLessThan(1000);
  // All three hundred future meetings are there, and no past one.
  expect(text.match(/SUMMARY:[^\r]*Short/g)).toHaveLength(300);
});

import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithPool } from "@/server/testing/fixtures/ballots";
import { size } from "@/server/testing/tier";
import { handlers, sweep } from "../jobs";
import { closeBallot } from "../life/closing";
import { listPool } from "../nominations/queries";
import { loadBallotPage } from "../page/queries";
import { USUAL_CHOICES } from "../schema";
import { castVote } from "../votes/commands";
import { endRhythm, findRhythm, pauseRhythm, setRhythm } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

const WEEKLY = {
  ...USUAL_CHOICES,
  fromDay: "2026-01-01",
  everyWeeks: 1,
  opensOn: 5,
  opensTime: "17:00",
  closesOn: 1,
  closesTime: "09:00",
  candidates: 3,
};
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  const clock = { weekday: "short", hour: "2-digit", minute: "2-digit" } as const;
  const format = known ?? new Intl.DateTimeFormat("en-GB", { timeZone, ...clock });
  formats.set(timeZone, format);
  return format;
}

/** Reads the clocks of a time zone with `Intl`, which every browser has. */
function shown(instant: Date, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)?.value;
  return `${of("weekday")} ${of("hour")}:${of("minute")}`;
}

/** Finds the next instant at which clocks in a zone show this time, trying each minute. */
function nextShown(wanted: string, after: Date, timeZone: string): Date {
  // The offsets of today's time zones are whole quarters of an hour.
  const step = 15 * MINUTE;
  let at = Math.ceil((after.getTime() + 1) / step) * step;
  while (shown(new Date(at), timeZone) !== wanted) at += step;
  return new Date(at);
}

async function group(timeZone: string, papers: number) {
  const world = await groupWithPool(
    Array.from({ length: papers }, (_, at) => `Paper ${at}`),
    { members: 1 },
  );
  await db.group.update({ where: { slug: world.slug }, data: { timeZone } });
  const organizer = { ...world.organizer, group: { ...world.organizer.group, timeZone } };
  return { ...world, organizer };
}

const opened = (groupId: string) =>
  db.ballot.findMany({
    where: { groupId },
    orderBy: { openedAt: "asc" },
    select: { id: true, openedAt: true, closesAt: true, closedAt: true, turnAt: true },
  });

it.each([
  // The clocks change on the Sunday after this Friday, and change back this many weeks later.
  { timeZone: "Europe/Berlin", fromDay: "2026-03-27", weeks: 30 },
  { timeZone: "America/New_York", fromDay: "2026-03-06", weeks: 34 },
  { timeZone: "Australia/Lord_Howe", fromDay: "2026-04-03", weeks: 26 },
])(
  "opens and closes ballots at the minute through a year, over both changes of the clocks: $timeZone",
  async ({ timeZone, fromDay, weeks }) => {
    const count = size(3, 52);
    const everyWeeks = size(weeks / 2, 1);
    const { organizer } = await group(timeZone, count + 1);
    setClock(new Date("2026-01-01T12:00:00Z"));
    await setRhythm(organizer, { ...WEEKLY, everyWeeks, fromDay });
    let at = new Date(fromDay);
    for (let turn = 0; turn < count; turn++) {
      const opens = nextShown("Fri 17:00", at, timeZone);
      setClock(new Date(opens.getTime() - MINUTE));
      await sweep();
      expect(await db.ballot.count({ where: { groupId: organizer.group.id } })).toBe(turn);
      setClock(opens);
      await sweep();
      const [ballot] = await db.ballot.findMany({
        where: { groupId: organizer.group.id, closedAt: null },
        select: { id: true, candidates: { select: { id: true }, take: 1 } },
      });
      const [candidate] = ballot?.candidates ?? [];
      const approvals = [candidate?.id as string];
      await castVote(organizer, { ballotId: ballot?.id as string, answer: { approvals } });
      const closes = nextShown("Mon 09:00", opens, timeZone);
      setClock(new Date(closes.getTime() - MINUTE));
      await sweep();
      expect(await closeBallot(ballot?.id as string, null)).toBe(false);
      setClock(closes);
      await sweep();
      at = new Date(closes.getTime() + (everyWeeks - 1) * 7 * DAY);
    }
    const ballots = await opened(organizer.group.id);
    expect(ballots).toHaveLength(count);
    for (const { openedAt, turnAt, closesAt, closedAt } of ballots) {
      expect(shown(openedAt as Date, timeZone)).toBe("Fri 17:00");
      expect(turnAt).toEqual(openedAt);
      expect(shown(closedAt as Date, timeZone)).toBe("Mon 09:00");
      expect(closedAt).toEqual(closesAt);
    }
    const winters = new Set(
      ballots.map(({ openedAt, closedAt }) => Number(closedAt) - Number(openedAt)),
    );
    // It is longer by the time that clocks went back (an hour or half an hour), and shorter when they went ahead.
    expect(winters.size).toBe(3);
    expect((await listPool(organizer, 1)).nominations).toHaveLength(1);
  },
);

it("opens one ballot per turn, however many processes try in the same minute", async () => {
  const { organizer } = await group("UTC", 4);
  setClock(new Date("2026-06-01T00:00:00Z"));
  await setRhythm(organizer, WEEKLY);
  setClock(new Date("2026-06-05T17:00:30Z"));
  await Promise.all(Array.from({ length: 8 }, () => sweep()));
  const ballots = await opened(organizer.group.id);
  expect(ballots).toMatchObject([{ turnAt: new Date("2026-06-05T17:00:00Z") }]);
  expect((await loadBallotPage(organizer, ballots[0]?.id as string)).candidates).toHaveLength(3);
});

it("skips turns that are long past, and goes on with the next", async () => {
  const { organizer } = await group("UTC", 4);
  setClock(new Date("2026-06-01T00:00:00Z"));
  await setRhythm(organizer, WEEKLY);
  setClock(new Date("2026-07-29T12:00:00Z"));
  await sweep();
  expect(await opened(organizer.group.id)).toEqual([]);
  expect((await findRhythm(organizer))?.next?.opensAt).toEqual(new Date("2026-07-31T17:00:00Z"));
  setClock(new Date("2026-08-01T03:00:00Z"));
  await sweep();
  expect(await opened(organizer.group.id)).toHaveLength(1);
});

it("tells the organizers once per turn if the pool is empty or a ballot is still open", async () => {
  const { organizer, others, nominationIds } = await group("UTC", 1);
  setClock(new Date("2026-06-01T00:00:00Z"));
  await setRhythm(organizer, { ...WEEKLY, everyWeeks: 1, closesOn: 4, closesTime: "12:00" });
  for (const day of ["2026-06-05", "2026-06-12"]) {
    setClock(new Date(`${day}T17:00:00Z`));
    await sweep();
    await sweep();
  }
  // The ballot of the 5th closed on the 11th without a vote; the one of the 12th is extended by hand.
  const [, second] = await opened(organizer.group.id);
  await db.ballot.update({
    where: { id: second?.id as string },
    data: { closesAt: new Date("2026-07-10T00:00:00Z") },
  });
  setClock(new Date("2026-06-19T17:00:00Z"));
  await sweep();
  await sweep();
  setClock(new Date("2026-06-19T18:00:00Z"));
  await closeBallot(second?.id as string, organizer);
  await db.nomination.update({
    where: { id: nominationIds[0] as string },
    data: { withdrawnAt: new Date() },
  });
  setClock(new Date("2026-06-26T17:00:00Z"));
  await sweep();
  await sweep();
  await workOff(handlers);
  const subjectsTo = async (scope: MemberScope) => {
    const { email } = await db.person.findUniqueOrThrow({ where: { id: scope.viewer.id } });
    const mails = await db.mailMessage.findMany({ where: { to: email ?? "" } });
    return mails.map(({ subject }) => subject.split(":")[0]).toSorted();
  };
  expect(await subjectsTo(organizer)).toEqual(["A ballot is still open", "No papers to vote on"]);
  expect(await subjectsTo(others[0] as MemberScope)).toEqual([]);
});

it("prefers nominations that have been on the fewest ballots", async () => {
  const { organizer, nominationIds } = await group("UTC", 5);
  setClock(new Date("2026-06-01T00:00:00Z"));
  await setRhythm(organizer, { ...WEEKLY, candidates: 2 });
  const lists: string[][] = [];
  for (const day of [5, 12, 19]) {
    setClock(new Date(Date.UTC(2026, 5, day, 17)));
    await sweep();
    const ballot = await db.ballot.findFirstOrThrow({
      where: { groupId: organizer.group.id, closedAt: null },
      select: { candidates: { select: { nominationId: true }, orderBy: { position: "asc" } } },
    });
    lists.push(ballot.candidates.map(({ nominationId }) => nominationId));
    setClock(new Date(Date.UTC(2026, 5, day + 3, 9)));
    await sweep();
  }
  const [a, b, c, d, e] = nominationIds as [string, string, string, string, string];
  expect(lists).toEqual([
    [a, b],
    [c, d],
    [a, e],
  ]);
});

it("follows the group to another time zone, pauses, goes on and ends", async () => {
  const { slug, organizer } = await group("Europe/Berlin", 3);
  setClock(new Date("2026-06-01T00:00:00Z"));
  await setRhythm(organizer, WEEKLY);
  await db.group.update({ where: { slug }, data: { timeZone: "Asia/Tokyo" } });
  await sweep();
  const moved = { ...organizer, group: { ...organizer.group, timeZone: "Asia/Tokyo" } };
  expect((await findRhythm(moved))?.next?.opensAt).toEqual(new Date("2026-06-05T08:00:00Z"));
  await pauseRhythm(moved, true);
  expect(await findRhythm(moved)).toMatchObject({ paused: true, next: null });
  setClock(new Date("2026-06-06T08:00:00Z"));
  await sweep();
  expect(await opened(moved.group.id)).toEqual([]);
  await pauseRhythm(moved, false);
  expect((await findRhythm(moved))?.next?.opensAt).toEqual(new Date("2026-06-12T08:00:00Z"));
  await endRhythm(moved);
  expect(await findRhythm(moved)).toBeNull();
});

it("can be set only by organizers, and only with times that a ballot can have", async () => {
  const { slug, organizer, others } = await group("UTC", 1);
  setClock(new Date("2026-06-01T00:00:00Z"));
  const set = (scope: MemberScope, wrong: object) =>
    as(scope.viewer).rhythms.set({ group: slug, ...WEEKLY, ...wrong });
  expect(
    await outcomes([
      set(others[0] as MemberScope, {}),
      set(organizer, { opensTime: "24:00" }),
      set(organizer, { opensOn: 0 }),
      set(organizer, { fromDay: "2026-02-30" }),
      set(organizer, { everyWeeks: 53 }),
      set(organizer, { candidates: 51 }),
      set(organizer, { quorum: 0 }),
      set(organizer, { rule: "dictator" }),
      set(organizer, {}),
    ]),
  ).toEqual(["FORBIDDEN", ...Array(7).fill("BAD_REQUEST"), "done"]);
  expect((await findRhythm(organizer))?.next?.opensAt).toEqual(new Date("2026-06-05T17:00:00Z"));
});

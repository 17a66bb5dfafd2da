import "server-only";
import type { z } from "zod";
import { wallClockOf } from "@/server/ballots/rules";
import type { GroupScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { fitOnPage } from "@/server/platform/page-texts";
import { stateOf } from "./rules";
import type { historyInput } from "./schema";

/** Readings that are looked through: twenty years of weeks. */
const MOST = 1000;
const A_PAGE = 20;
/** Months, presenters and meetings that a picture shows. */
const SHOWN = 12;

type Wanted = Pick<z.output<typeof historyInput>, "q" | "year" | "presenter">;

/** Everything the group has read: talked about, or chosen and never given a meeting. The latest first. */
async function read(scope: GroupScope) {
  const rows = await db.reading.findMany({
    where: { groupId: scope.group.id },
    select: {
      id: true,
      chosenAt: true,
      paper: {
        select: {
          ...{ slug: true, title: true, authors: true, publishedOn: true },
          ...{ arxivId: true, doi: true, url: true },
        },
      },
      ballot: {
        select: { id: true, rule: true, _count: { select: { votes: true, candidates: true } } },
      },
      meeting: {
        select: {
          ...{ id: true, startsAt: true, minutes: true, cancelledAt: true },
          presenter: { select: { handle: true, name: true } },
          _count: { select: { rsvps: { where: { answer: "yes" } } } },
        },
      },
    },
    orderBy: [{ chosenAt: "desc" }, { id: "desc" }],
    take: MOST,
  });
  const at = now();
  return rows
    .filter(({ meeting }) => !meeting || stateOf(meeting, at) === "over")
    .map(({ ballot, meeting, chosenAt, ...reading }) => {
      const readAt = meeting?.startsAt ?? chosenAt;
      return {
        ...reading,
        readAt,
        /** The day it was read where the group is, YYYY-MM-DD. */
        day: wallClockOf(readAt, scope.group.timeZone).date,
        meetingId: meeting?.id ?? null,
        presenter: meeting?.presenter ?? null,
        /** How many said that they come; members know. */
        turnout: scope.role && meeting ? meeting._count.rsvps : null,
        ballot: ballot && {
          ...{ id: ballot.id, rule: ballot.rule },
          ...{ votes: ballot._count.votes, candidates: ballot._count.candidates },
        },
      };
    })
    .toSorted((a, b) => b.readAt.getTime() - a.readAt.getTime());
}

/** One paper that the group has read. */
export type ReadPaper = Awaited<ReturnType<typeof read>>[number];
/** The same with its notes, as they were written. */
export type Reading = ReadPaper & { notes: string };

function matching(all: ReadPaper[], { q, year, presenter }: Wanted): ReadPaper[] {
  const words = q.toLowerCase().split(" ").filter(Boolean);
  return all.filter((one) => {
    if (year !== null && !one.day.startsWith(`${year}-`)) return false;
    if (presenter !== null && one.presenter?.handle !== presenter) return false;
    const text = `${one.paper.title} ${one.paper.authors.join(" ")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The notes that stand, by the meeting; none for who is no member. */
async function notesOf(scope: GroupScope, readings: readonly ReadPaper[]) {
  if (!scope.role) return new Map<string, { body: string; html: string }>();
  const ids = readings.flatMap(({ meetingId }) => (meetingId ? [meetingId] : []));
  const rows = await db.meetingText.findMany({
    where: { meetingId: { in: ids }, kind: "notes" },
    distinct: ["meetingId"],
    orderBy: [{ meetingId: "asc" }, { version: "desc" }],
    select: { meetingId: true, body: true, html: true },
  });
  return new Map(rows.map(({ meetingId, ...text }) => [meetingId, text]));
}

/** A page of what the group has read, what there is to filter by, and the numbers of the pictures. */
export async function history(scope: GroupScope, input: z.output<typeof historyInput>) {
  const all = await read(scope);
  const found = matching(all, input);
  const begin = (input.page - 1) * A_PAGE;
  const shown = found.slice(begin, begin + A_PAGE);
  const notes = await notesOf(scope, shown);
  const texts = fitOnPage(
    shown.map(({ meetingId }) => (meetingId && notes.get(meetingId)?.html) || ""),
  );
  const presenters = new Map(
    all.flatMap(({ presenter }) => (presenter ? [[presenter.handle, presenter]] : [])),
  );
  return {
    total: found.length,
    more: found.length > begin + A_PAGE,
    readings: shown.map(({ paper: { authors, slug, title }, ...one }, at) => ({
      ...one,
      paper: { slug, title, authors: authors.slice(0, 4), authorCount: authors.length },
      notes: texts[at]?.html || null,
      notesFolded: texts[at]?.folded ?? false,
    })),
    years: [...new Set(all.map(({ day }) => Number(day.slice(0, 4))))],
    presenters: [...presenters.values()].toSorted((a, b) => a.name.localeCompare(b.name, "en")),
    pictures: picturesOf(scope, all),
  };
}

/** Everything that matches, for a file: some readings at a time, with the notes as they were written. */
export async function* wholeHistory(scope: GroupScope, wanted: Wanted, atATime: number) {
  const found = matching(await read(scope), wanted);
  // Nothing read is a part as well: a table has a head.
  for (let from = 0; from === 0 || from < found.length; from += atATime) {
    const some = found.slice(from, from + atATime);
    const notes = await notesOf(scope, some);
    yield some.map((one) => ({
      ...one,
      notes: (one.meetingId && notes.get(one.meetingId)?.body) || "",
    }));
  }
}

/** What was read month by month, who presented how often, and how many came. */
function picturesOf(scope: GroupScope, all: readonly ReadPaper[]) {
  const { date } = wallClockOf(now(), scope.group.timeZone);
  const [year = 0, month = 1] = date.split("-").map(Number);
  const months = Array.from({ length: SHOWN }, (_, ago) => {
    return new Date(Date.UTC(year, month - 1 - ago, 1)).toISOString().slice(0, 7);
  }).toReversed();
  const counts = new Map<string, { name: string; meetings: number }>();
  for (const { presenter } of all) {
    if (!presenter) continue;
    const { name, handle } = presenter;
    counts.set(handle, { name, meetings: (counts.get(handle)?.meetings ?? 0) + 1 });
  }
  return {
    months: months.map((of) => ({
      month: of,
      read: all.filter(({ day }) => day.startsWith(of)).length,
    })),
    presenters: [...counts.values()].toSorted((a, b) => b.meetings - a.meetings).slice(0, SHOWN),
    turnout: all
      .filter(({ turnout }) => turnout !== null)
      .slice(0, SHOWN)
      .toReversed()
      .map(({ day, paper, turnout }) => ({ day, title: paper.title, came: turnout ?? 0 })),
  };
}

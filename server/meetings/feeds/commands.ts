import "server-only";
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { GroupScope, MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Prisma, transact } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import { hashSecret, newSecret } from "@/server/platform/secret";
import { wholeHistory } from "../history/queries";
import type { historyInput } from "../schema";
import { type CalendarEntry, calendarInPieces, calendarOf } from "./calendar";

const NEW_FEEDS: Limit = { name: "new-feeds", points: 60, perSeconds: 86_400 };
/** Calendar programs of several devices and services read one address, each perhaps every minute. */
const READS: Limit = { name: "feed-reads", points: 300, perSeconds: 3600 };
/** Addresses that are none, from one network address. */
const MISSES: Limit = { name: "feed-misses", points: 100, perSeconds: 3600 };
/** Single files, from one network address. */
const FILES: Limit = { name: "meeting-files", points: 300, perSeconds: 3600 };
/** How far back a feed reaches. */
const BACK_MS = 366 * 24 * 3600 * 1000;
/** Meetings and bytes of a feed: some calendars take no file above one megabyte. What comes soonest goes first. */
const MOST = 1000;
const MOST_BYTES = 900_000;
/** Meetings that are read at a time, and that are written at a time: a few milliseconds each. */
const READ_AT_A_TIME = 200;
const WRITTEN_AT_A_TIME = 20;
/** Is raised when the same meetings are written in other words, so that programs fetch them anew. */
const WRITTEN_AS = 1;
/** Readings that are written into a file at a time: with 500 authors each, fifty milliseconds. */
const AT_A_TIME = 10;

/** The groups for which the viewer has a live address, and whether there is one for all of them. */
export async function myFeeds(viewer: Viewer) {
  const rows = await db.calendarFeed.findMany({
    where: { personId: viewer.id, revokedAt: null },
    select: {
      id: true,
      createdAt: true,
      membership: { select: { group: { select: { slug: true, name: true } } } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ membership, ...feed }) => ({ ...feed, group: membership?.group ?? null }));
}

/** The viewer's live address for this group, or null. */
export function groupFeed(scope: MemberScope) {
  return db.calendarFeed.findFirst({
    where: { personId: scope.viewer.id, groupId: scope.group.id, revokedAt: null },
    select: { id: true, createdAt: true },
  });
}

/**
 * Makes a secret address for the viewer's calendar: of one group, or of all of hers. The one before works
 * no more. It is told this once, because only its hash is kept.
 */
export async function makeFeed(viewer: Viewer, scope: MemberScope | null) {
  await spend(NEW_FEEDS, viewer.id);
  const token = newSecret();
  const of = { personId: viewer.id, groupId: scope?.group.id ?? null };
  const createdAt = now();
  const { id } = await transact(async (tx) => {
    // One at a time for a person; the index would refuse the second of two.
    await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ${viewer.id}::uuid FOR NO KEY UPDATE`;
    await tx.calendarFeed.updateMany({
      where: { ...of, revokedAt: null },
      data: { revokedAt: createdAt },
    });
    return tx.calendarFeed.create({
      data: { ...of, tokenHash: hashSecret(token), createdAt },
      select: { id: true },
    });
  });
  return { id, url: `${env().SITE_URL}/api/calendar/${token}.ics` };
}

/** Makes an own address worth nothing. */
export async function revokeFeed(viewer: Viewer, feedId: string): Promise<void> {
  await db.calendarFeed.updateMany({
    where: { id: feedId, personId: viewer.id, revokedAt: null },
    data: { revokedAt: now() },
  });
}

/** A feed that is written while it is sent. */
interface Feed {
  /** Differs where something else would be written. */
  tag: string;
  parts(): AsyncGenerator<string, void, void>;
  /** Whether it may still be read; asked again before each further part. */
  mayReadOn(): Promise<boolean>;
}

/**
 * The calendar at a secret address. Membership is read at each call: of a group that the person has left,
 * nothing is told.
 * @throws Refusal NOT_FOUND, TOO_MANY
 */
export async function readFeed(token: string, ip: string): Promise<Feed> {
  const feed =
    token.length === 43
      ? await db.calendarFeed.findFirst({
          where: { tokenHash: hashSecret(token), revokedAt: null, person: { deletedAt: null } },
          select: { id: true, personId: true, groupId: true },
        })
      : null;
  if (!feed) {
    await spend(MISSES, ip);
    return refuse("NOT_FOUND", {
      say: "There is no calendar at this address, or it no longer exists.",
    });
  }
  await spend(READS, feed.id);
  const { personId, groupId } = feed;
  const memberships = await db.membership.findMany({
    where: { personId, ...(groupId ? { groupId } : {}) },
    select: { group: { select: { id: true, name: true } } },
  });
  const [only] = memberships;
  if (groupId && !only) refuse("NOT_FOUND");
  const ids = memberships.map(({ group }) => group.id);
  const name = groupId && only ? only.group.name : "Colloquy";
  const hash = createHash("sha256").update(JSON.stringify([WRITTEN_AS, name]));
  const found: CalendarEntry[] = [];
  for await (const page of inReach(ids)) {
    hash.update(JSON.stringify(page));
    for (const entry of page) found.push(entry);
  }
  return {
    tag: hash.digest("base64url"),
    parts: () => feedInParts(name, found),
    mayReadOn: () => isStillRead(feed.id, personId, ids),
  };
}

/** Whether a feed is still there, for a person who is still in each of its groups. */
async function isStillRead(id: string, personId: string, groupIds: string[]): Promise<boolean> {
  const where = { id, revokedAt: null, person: { deletedAt: null } };
  if ((await db.calendarFeed.count({ where })) === 0) return false;
  const still = await db.membership.count({ where: { personId, groupId: { in: groupIds } } });
  return still === groupIds.length;
}

/** What comes, the soonest first, and then what was within a year, the latest first; some at a time. */
async function* inReach(groupIds: string[]): AsyncGenerator<CalendarEntry[], void, void> {
  const at = now();
  const groupId = { in: groupIds };
  const reaches = [
    { startsAt: { gte: at }, order: "asc" },
    { startsAt: { lt: at, gt: new Date(at.getTime() - BACK_MS) }, order: "desc" },
  ] as const;
  let left = MOST;
  for (const { startsAt, order } of reaches) {
    for (let last: CalendarEntry | undefined, more = true; more && left > 0; ) {
      const take = Math.min(READ_AT_A_TIME, left);
      const beyond = order === "asc" ? "gt" : "lt";
      const after = last && {
        OR: [
          { startsAt: { [beyond]: last.startsAt } },
          { startsAt: last.startsAt, id: { gt: last.id } },
        ],
      };
      const where = { AND: [{ groupId, startsAt }, after ?? {}] };
      const page = await entries(where, true, { order, take });
      yield page;
      left -= page.length;
      more = page.length === take;
      last = page.at(-1);
    }
  }
}

async function* feedInParts(
  name: string,
  found: readonly CalendarEntry[],
): AsyncGenerator<string, void, void> {
  let part = "";
  let pieces = 0;
  for (const piece of calendarInPieces(name, found, MOST_BYTES)) {
    part += piece;
    pieces += 1;
    if (pieces % WRITTEN_AT_A_TIME !== 0) continue;
    yield part;
    part = "";
    await setImmediate();
  }
  yield part;
}

/** One meeting as a calendar file, with as much as the viewer may know. */
export async function meetingFile(scope: GroupScope, meetingId: string, ip: string) {
  await spend(FILES, ip);
  const groupId = scope.group.id;
  const one = { order: "asc", take: 1 } as const;
  const found = await entries({ groupId, id: meetingId }, scope.role !== null, one);
  if (found.length === 0) refuse("NOT_FOUND");
  return calendarOf(scope.group.name, found);
}

async function entries(
  where: Prisma.MeetingWhereInput,
  member: boolean,
  { order, take }: { order: "asc" | "desc"; take: number },
): Promise<CalendarEntry[]> {
  const rows = await db.meeting.findMany({
    where,
    select: {
      id: true,
      startsAt: true,
      minutes: true,
      sequence: true,
      place: true,
      link: true,
      createdAt: true,
      changedAt: true,
      cancelledAt: true,
      group: { select: { slug: true, name: true, timeZone: true } },
      presenter: { select: { name: true } },
      reading: { select: { paper: { select: { title: true } } } },
    },
    orderBy: [{ startsAt: order }, { id: "asc" }],
    take,
  });
  return rows.map(({ group, presenter, reading, cancelledAt, place, link, ...row }) => ({
    ...row,
    group: group.name,
    timeZone: group.timeZone,
    title: reading.paper.title,
    cancelled: cancelledAt !== null,
    presenter: presenter?.name ?? null,
    ...(member ? { place, link } : { place: "", link: "" }),
    url: `${env().SITE_URL}/groups/${group.slug}/meetings/${row.id}`,
  }));
}

/**
 * What a group has read as a file, with as much as the viewer may know, in parts: each costs little, and others are
 * answered in between. @throws Refusal TOO_MANY
 */
export async function historyFile(
  scope: GroupScope,
  wanted: z.output<typeof historyInput>,
  kind: FileKind,
  ip: string,
): Promise<AsyncGenerator<string, void, void>> {
  await spend(FILES, ip);
  return partsOf(scope, wanted, kind);
}

type FileKind = "csv" | "bib" | "md";

async function* partsOf(
  scope: GroupScope,
  wanted: z.output<typeof historyInput>,
  kind: FileKind,
): AsyncGenerator<string, void, void> {
  // Loaded when somebody wants a file: it brings a library for citations.
  const { writerOf } = await import("../history/files");
  const write = writerOf(kind, scope.group.name);
  for await (const some of wholeHistory(scope, wanted, AT_A_TIME)) {
    yield write(some);
    // The database may have answered already, and then nothing else would get its turn.
    await setImmediate();
  }
}

import "server-only";
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { GroupScope, MemberScope } from "@/server/groups/policy";
import type { FileFormat } from "@/server/papers/files/rules";
import { writeParts } from "@/server/papers/files/writer";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { calendarPath } from "@/server/platform/web/addresses";
import { lockMembership } from "../attendance/commands";
import { readWholeHistory } from "../history/queries";
import type { historyInput } from "../schema";
import { type CalendarEntry, calendarInPieces, calendarOf } from "./calendar";
import { entries, readMeetingsInReach } from "./queries";

const NEW_FEEDS: Limit = { name: "new-feeds", points: 60, perSeconds: 86_400 };
/** Reads of one feed. Programs of several devices may read it, each perhaps every minute. */
const READS: Limit = { name: "feed-reads", points: 300, perSeconds: 3600 };
/** Reads of unknown feeds from one network address. */
const MISSES: Limit = { name: "feed-misses", points: 100, perSeconds: 3600 };
/** Downloads of single files from one network address. */
const FILES: Limit = { name: "meeting-files", points: 300, perSeconds: 3600 };
const MOST_BYTES = 900_000;
const WRITTEN_AT_A_TIME = 20;
/** The version of the format. Raise it when the same meetings are written differently, so that programs fetch them again. */
const WRITTEN_AS = 1;
/** Readings written into a file at a time. With 500 authors each, they take fifty milliseconds. */
const AT_A_TIME = 10;

/**
 * Creates a secret address for the viewer's calendar of one group, or of all their groups. The previous one
 * stops working. The address is returned only now, because only its hash is stored.
 */
export async function makeFeed(viewer: Viewer, scope: MemberScope | null) {
  await spend(NEW_FEEDS, viewer.id);
  const token = newSecret();
  const of = { personId: viewer.id, groupId: scope?.group.id ?? null };
  const createdAt = now();
  const { id } = await transact(async (tx) => {
    if (scope) await lockMembership(tx, scope);
    // One at a time per person, because the index would refuse the second of two.
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
  return { id, url: `${env().SITE_URL}${calendarPath(token)}` };
}

/** Revokes a feed of the viewer. */
export async function revokeFeed(viewer: Viewer, feedId: string): Promise<void> {
  await db.calendarFeed.updateMany({
    where: { id: feedId, personId: viewer.id, revokedAt: null },
    data: { revokedAt: now() },
  });
}

/** A feed that is written while it is sent. */
interface Feed {
  /** The ETag: differs if the content would differ. */
  tag: string;
  parts(): AsyncGenerator<string, void, void>;
  /** Tells whether the feed may still be read; checked before each further part. */
  mayReadOn(): Promise<boolean>;
}

/**
 * Reads the calendar at a secret address. Membership is checked at each call: groups that the person has left
 * are left out.
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
  for await (const page of readMeetingsInReach(ids)) {
    hash.update(JSON.stringify(page));
    for (const entry of page) found.push(entry);
  }
  return {
    tag: hash.digest("base64url"),
    parts: () => feedInParts(name, found),
    mayReadOn: () => isFeedLive(feed.id, personId, ids),
  };
}

/** Tells whether a feed still exists, and its person is still a member of each of its groups. */
async function isFeedLive(id: string, personId: string, groupIds: string[]): Promise<boolean> {
  const where = { id, revokedAt: null, person: { deletedAt: null } };
  if ((await db.calendarFeed.count({ where })) === 0) return false;
  const still = await db.membership.count({ where: { personId, groupId: { in: groupIds } } });
  return still === groupIds.length;
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

/** Writes a meeting as a calendar file, without details that the viewer may not see. */
export async function meetingFile(scope: GroupScope, meetingId: string, ip: string) {
  await spend(FILES, ip);
  const groupId = scope.group.id;
  const one = { order: "asc", take: 1 } as const;
  const found = await entries({ groupId, id: meetingId }, scope.role !== null, one);
  if (found.length === 0) refuse("NOT_FOUND");
  return calendarOf(scope.group.name, found);
}

/**
 * Writes a group's history as a file, without details that the viewer may not see, in parts: each costs little, and other requests are
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

type FileKind = FileFormat | "md";

async function* partsOf(
  scope: GroupScope,
  wanted: z.output<typeof historyInput>,
  kind: FileKind,
): AsyncGenerator<string, void, void> {
  const { papersOf, writerOf } = await import("../history/files");
  const readings = readWholeHistory(scope, wanted, AT_A_TIME);
  if (kind !== "csv" && kind !== "md") {
    yield* writeParts(kind, papersOf(readings));
    return;
  }
  const write = writerOf(kind, scope.group.name);
  for await (const some of readings) {
    yield write(some);
    // Yields to other requests even if the database has answered already.
    await setImmediate();
  }
}

import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import { groupTopic } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { type Limit, spend } from "@/server/platform/limits";
import { notifyTopics } from "@/server/platform/live";
import { enqueue, enqueueAll } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import type { Owner } from "./queries";
import { nextLookAt, placeProblem } from "./rules";
import {
  type addInput,
  type changeInput,
  type pauseInput,
  placeInput,
  RUN_WATCH,
  WATCHES_MAX,
} from "./schema";

/** Runs that somebody asks for, of one watch: each asks another server. */
const RUNS: Limit = { name: "runs of a watch", points: 6, perSeconds: 3600 };
/** Watches that one sweep starts, so that other jobs do not wait behind them. The next sweep starts the rest. */
const A_SWEEP = 30;

/** Says to open pages that the watches of an owner, or what they found, have changed. */
export async function announceWatches(tx: Tx, { groupId }: Pick<Owner, "groupId">): Promise<void> {
  if (groupId) await notifyTopics(tx, groupTopic(groupId));
}

/** The key of the job that runs a watch: one that waits is not enqueued again. */
const jobKey = (watchId: string) => ({ key: `watch ${watchId}` });

/** The key of a limit of one watch, which nobody but its owner can use up. */
const runsOf = ({ groupId }: Owner, watchId: string) => `${groupId ?? "site"} ${watchId}`;

/**
 * Sets up watches and lets them look at once. @returns how many
 * @throws Refusal CONFLICT beyond the number that an owner may have, ALREADY_DONE if it watches one of the places already
 */
export async function addWatches(
  owner: Owner,
  { watches }: z.output<typeof addInput>,
): Promise<{ added: number }> {
  const { groupId, timeZone } = owner;
  for (const { place } of watches) {
    const say = placeProblem(place);
    if (say) refuse("INVALID", { say });
  }
  const at = now();
  const rows = watches.map(({ place, name, perDay }) => {
    const id = randomUUID();
    const nextAt = nextLookAt(id, timeZone, at);
    return { ...{ id, groupId, ...place, name, perDay }, createdAt: at, askedAt: at, nextAt };
  });
  await orKnown(() =>
    transact(async (tx) => {
      if (groupId) await lockGroup(tx, groupId);
      else await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_NUMBERS.siteWatches})`;
      const there = await tx.watch.count({ where: { groupId } });
      if (there + rows.length > WATCHES_MAX)
        refuse("CONFLICT", {
          say: `There can be ${WATCHES_MAX} watches, and ${there} are there. Remove some, or choose fewer.`,
        });
      await tx.watch.createMany({ data: rows });
      const jobs = rows.map(({ id }) => ({ payload: { watchId: id }, ...jobKey(id) }));
      await enqueueAll(tx, RUN_WATCH, jobs);
      await announceWatches(tx, owner);
    }),
  );
  return { added: rows.length };
}

/** Locks a watch of an owner. @throws Refusal NOT_FOUND */
async function lockWatch(tx: Tx, { groupId }: Owner, watchId: string): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "Watch" WHERE id = ${watchId}::uuid AND "groupId" IS NOT DISTINCT FROM ${groupId}::uuid FOR UPDATE`;
  if (found.length === 0) refuse("NOT_FOUND", { say: "This watch is no longer there." });
}

/**
 * Changes the name of a watch, its limit, or what it looks for. What it has brought stays known.
 * @throws Refusal NOT_FOUND, INVALID, ALREADY_DONE if there is another watch of that
 */
export async function changeWatch(
  owner: Owner,
  { watchId, name, query, perDay }: z.output<typeof changeInput>,
): Promise<void> {
  await orKnown(() =>
    transact(async (tx) => {
      await lockWatch(tx, owner, watchId);
      const { kind, query: before } = await tx.watch.findUniqueOrThrow({
        where: { id: watchId },
        select: { kind: true, query: true },
      });
      const { data: place, error } = placeInput.safeParse({ kind, query });
      const say = place ? placeProblem(place) : (error?.issues[0]?.message ?? "");
      if (!place || say !== null) refuse("INVALID", { say: say ?? "", field: "query" });
      const version = place.query === before ? {} : { etag: "", lastModified: "" };
      const data = { name, perDay, query: place.query, ...version };
      await tx.watch.update({ where: { id: watchId }, data });
      await announceWatches(tx, owner);
    }),
  );
}

/** @throws Refusal ALREADY_DONE where the owner has a watch of the same place */
async function orKnown(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDuplicate(error)) refuse("ALREADY_DONE", { say: "There is a watch of this already." });
    throw error;
  }
}

/** Pauses a watch; or lets it go on, also one that has stopped by itself, and look at once. @throws Refusal NOT_FOUND */
export async function pauseWatch(
  owner: Owner,
  { watchId, paused }: z.output<typeof pauseInput>,
): Promise<void> {
  if (!paused) await spend(RUNS, runsOf(owner, watchId));
  const at = now();
  await transact(async (tx) => {
    await lockWatch(tx, owner, watchId);
    const going = { pausedAt: null, stoppedAt: null, failures: 0, askedAt: at };
    const nextAt = nextLookAt(watchId, owner.timeZone, at);
    const data = paused ? { pausedAt: at, askedAt: null } : { ...going, nextAt };
    await tx.watch.update({ where: { id: watchId }, data });
    if (!paused) await enqueue(tx, RUN_WATCH, { watchId }, jobKey(watchId));
    await announceWatches(tx, owner);
  });
}

/** Lets a watch look now. @throws Refusal NOT_FOUND, CLOSED if it is paused or has stopped, TOO_MANY */
export async function askForRun(owner: Owner, watchId: string): Promise<void> {
  await spend(RUNS, runsOf(owner, watchId));
  await transact(async (tx) => {
    await lockWatch(tx, owner, watchId);
    const { pausedAt, stoppedAt } = await tx.watch.findUniqueOrThrow({
      where: { id: watchId },
      select: { pausedAt: true, stoppedAt: true },
    });
    if (pausedAt ?? stoppedAt) refuse("CLOSED", { say: "This watch is paused. Resume it first." });
    await tx.watch.update({ where: { id: watchId }, data: { askedAt: now() } });
    await enqueue(tx, RUN_WATCH, { watchId }, jobKey(watchId));
    await announceWatches(tx, owner);
  });
}

/** Removes a watch with its suggestions. Papers stay in the catalogue. @throws Refusal NOT_FOUND */
export async function removeWatch(owner: Owner, watchId: string): Promise<void> {
  await transact(async (tx) => {
    await lockWatch(tx, owner, watchId);
    await tx.watch.delete({ where: { id: watchId } });
    await announceWatches(tx, owner);
  });
}

/** Lets the watches look that are due. Each looks once, however many processes sweep. */
export async function startDueWatches(): Promise<void> {
  const at = now();
  const due = await db.watch.findMany({
    where: {
      ...{ nextAt: { lte: at }, pausedAt: null, stoppedAt: null },
      OR: [{ groupId: null }, { group: { archivedAt: null } }],
    },
    select: { id: true, nextAt: true, group: { select: { timeZone: true } } },
    orderBy: { nextAt: "asc" },
    take: A_SWEEP,
  });
  if (due.length === 0) return;
  const next = due.map(({ id, group }) => nextLookAt(id, group?.timeZone ?? "UTC", at));
  await transact(async (tx) => {
    const taken = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "Watch" w SET "nextAt" = d.next
      FROM unnest(${due.map(({ id }) => id)}::uuid[], ${due.map(({ nextAt }) => nextAt)}::timestamptz[],
        ${next}::timestamptz[]) AS d(id, was, next)
      WHERE w.id = d.id AND w."nextAt" = d.was RETURNING w.id`;
    const jobs = taken.map(({ id }) => ({ payload: { watchId: id }, ...jobKey(id) }));
    await enqueueAll(tx, RUN_WATCH, jobs);
  });
}

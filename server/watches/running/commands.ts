import "server-only";
import { TELL_ORGANIZERS } from "@/server/ballots/schema";
import {
  entryOf,
  insertPapers,
  type NewPaper,
  retryOnDuplicate,
} from "@/server/papers/catalogue/commands";
import { findAlike } from "@/server/papers/catalogue/queries";
import { compareUnasked } from "@/server/papers/catalogue/rules";
import { sortOut } from "@/server/papers/catalogue/sorting/rules";
import { type Means, means } from "@/server/papers/sources/fetching/commands";
import type { FeedVersion } from "@/server/papers/sources/fetching/network";
import { completeListed, lookAt } from "@/server/papers/sources/listings/commands";
import type { Listing } from "@/server/papers/sources/listings/listing";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { enqueue } from "@/server/platform/queue";
import { hashSecret } from "@/server/platform/secrets/secret";
import { announceWatches } from "../commands";
import { chooseForToday, FAILING_DAYS, startOfDay, tellingDayOf } from "../rules";
import { TELL_OF_SUGGESTIONS } from "../schema";
import {
  findPlaced,
  findSeen,
  findUnwanted,
  type Keyed,
  type RunningWatch,
  readWatch,
} from "./queries";

/** A paper that can be added. */
interface Complete {
  key: string;
  paper: NewPaper;
}

/** Of a run: the papers to bring, those that are there already, and numbers to show. */
interface Plan {
  chosen: Keyed[];
  /** Of each, the paper of the catalogue. */
  there: { key: string; paperId: string }[];
  left: number;
  unnamed: number;
}

/** Seconds for which papers of a run are completed: other jobs wait meanwhile. */
const RUN_SECONDS = 60;

/**
 * Lets a watch look, and brings what is new: each paper once, and at most so many on a day. Safe to run twice, also at the
 * same moment.
 */
export async function runWatch(watchId: string, by: Means = means): Promise<void> {
  const watch = await readWatch(watchId);
  if (!watch || watch.pausedAt || watch.stoppedAt || watch.group?.archivedAt) return;
  // What was left would not come if the feed said that it is unchanged.
  const { etag, lastModified } = watch;
  const version = watch.left > 0 ? undefined : { etag, lastModified };
  const look = await lookAt(watch, version, by);
  if (look.outcome === "unchanged") return noteRun(watch, {});
  if (look.outcome !== "looked") return noteFailure(watch, look.outcome);
  const plan = await planRun(watch, look.listing);
  const papers: Complete[] = [];
  const until = now().getTime() + RUN_SECONDS * 1000;
  for (const { key, listed } of plan.chosen) {
    // The rest is left for the next day.
    if (now().getTime() > until) break;
    const paper = await completeListed(listed, by);
    // A paper that its source does not have now is left for the next day.
    if (paper) papers.push({ key, paper });
  }
  const { version: latest } = look;
  const work = (tx: Tx) => bring(tx, watch, plan, { papers, version: latest });
  await retryOnDuplicate(() => transact(work));
}

/** Decides what a run brings. */
async function planRun(watch: RunningWatch, listing: Listing): Promise<Plan> {
  const keyed = listing.papers.flatMap((listed): Keyed[] => {
    const [id] = listed.identifiers;
    return id ? [{ key: hashSecret(`${id.type} ${id.value}`), listed }] : [];
  });
  const distinct = [...new Map(keyed.map((one) => [one.key, one])).values()];
  const keys = distinct.map(({ key }) => key);
  const seen = await findSeen(watch.id, keys);
  const unseen = distinct.filter(({ key }) => !seen.has(key));
  const placed = await findPlaced(unseen);
  const unwanted = await findUnwanted(watch.groupId, [...placed.values()]);
  const there = unseen.flatMap(({ key }) => {
    const paperId = placed.get(key);
    return paperId !== undefined && unwanted.has(paperId) ? [{ key, paperId }] : [];
  });
  const isThere = new Set(there.map(({ key }) => key));
  const fresh = unseen.filter(({ key }) => !isThere.has(key));
  const since = startOfDay(now(), watch.group?.timeZone ?? "UTC");
  const broughtToday = await db.watchedPaper.count({
    where: { watchId: watch.id, brought: true, foundAt: { gte: since } },
  });
  const { chosen, left } = chooseForToday(fresh, { perDay: watch.perDay, broughtToday });
  return { chosen, there, left, unnamed: listing.unnamed.length };
}

/** Writes what a run brings. A paper that the catalogue has already is that one. */
async function bring(
  tx: Tx,
  watch: RunningWatch,
  plan: Plan,
  { papers, version }: { papers: readonly Complete[]; version: FeedVersion },
): Promise<void> {
  // Of two watches that find one paper at once, the second finds that of the first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_NUMBERS.importingPapers})`;
  const [here] = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "Watch" WHERE id = ${watch.id}::uuid FOR UPDATE`;
  if (!here) return;
  const keys = papers.map(({ key }) => key);
  const seen = await findSeen(watch.id, keys, tx);
  const unseen = papers.filter(({ key }) => !seen.has(key));
  const { ids, unclear } = await addToCatalogue(tx, unseen);
  const unwanted = await findUnwanted(watch.groupId, ids.there, tx);
  const foundAt = now();
  const rows = unseen.map(({ key }) => {
    const paperId = ids.of.get(key) ?? null;
    const brought = paperId !== null && !unwanted.has(paperId);
    // Another entry of the same paper brings nothing.
    if (paperId) unwanted.add(paperId);
    return { key, paperId, brought };
  });
  const there = plan.there.map((one) => ({ ...one, brought: false }));
  const data = [...rows, ...there].map((row) => ({ watchId: watch.id, foundAt, ...row }));
  await tx.watchedPaper.createMany({ data, skipDuplicates: true });
  const missing = plan.chosen.length - papers.length;
  const brought = rows.filter((row) => row.brought).length;
  const numbers = { brought, left: plan.left + missing, unnamed: plan.unnamed, unclear };
  await tx.watch.update({
    where: { id: watch.id },
    data: { ...DONE, ...numbers, ...version, ranAt: foundAt },
  });
  if (brought > 0) await tellOrganizersLater(tx, watch, foundAt);
  await announceWatches(tx, watch);
}

/** Lets the organizers be told once of all that the watches of their group bring until the end of this day. */
async function tellOrganizersLater(
  tx: Tx,
  { groupId, group }: RunningWatch,
  at: Date,
): Promise<void> {
  if (!groupId) return;
  const day = tellingDayOf(at, group?.timeZone ?? "UTC");
  await enqueue(
    tx,
    TELL_OF_SUGGESTIONS,
    { groupId, ...day },
    { runAt: day.until, key: `suggestions ${groupId} ${day.until.toISOString()}` },
  );
}

/**
 * Adds those papers to the catalogue that are new there; doubtful ones are left out.
 * @returns the id of each paper by its key, and of those that were there
 */
async function addToCatalogue(tx: Tx, papers: readonly Complete[]) {
  const entries = papers.map(({ key, paper }) => ({ key, ...entryOf(paper) }));
  const described = entries.map((entry) => entry.described);
  const known = await findAlike(described, tx);
  const of = new Map<string, string>();
  for (const entry of entries) {
    const same = known.find((other) => compareUnasked(entry.described, other) === "same");
    if (same) of.set(entry.key, same.id);
  }
  const there = [...of.values()];
  const others = entries.filter(({ key }) => !of.has(key));
  const { fresh, doubtful } = sortOut(others, known);
  const slugs = await insertPapers(tx, fresh, null, known);
  const added = await tx.paper.findMany({
    where: { slug: { in: slugs } },
    select: { id: true, slug: true },
  });
  const idOf = new Map(added.map(({ id, slug }) => [slug, id]));
  for (const { key, paper } of others) {
    const id = idOf.get(slugs[fresh.indexOf(paper)] ?? "");
    if (id) of.set(key, id);
  }
  return { ids: { of, there }, unclear: doubtful.length };
}

const DONE = { askedAt: null, outcome: "looked", failures: 0 } as const;

/** Notes a run that found nothing to read. */
async function noteRun(watch: RunningWatch, more: { left?: number }): Promise<void> {
  await transact(async (tx) => {
    const numbers = { brought: 0, left: 0, unclear: 0 };
    const data = { ...DONE, ...numbers, ...more, ranAt: now() };
    await tx.watch.updateMany({ where: { id: watch.id }, data });
    await announceWatches(tx, watch);
  });
}

/** Notes a run that failed. After days of failing a watch stops, and its organizers are told once. */
async function noteFailure(watch: RunningWatch, outcome: "noAnswer" | "unreadable"): Promise<void> {
  await transact(async (tx) => {
    const [row] = await tx.$queryRaw<{ failures: number; stoppedAt: Date | null }[]>`
      SELECT failures, "stoppedAt" FROM "Watch" WHERE id = ${watch.id}::uuid FOR UPDATE`;
    if (!row || row.stoppedAt) return;
    const at = now();
    // A run that somebody asked for is not another day.
    const failures = watch.askedAt ? Math.max(1, row.failures) : row.failures + 1;
    const stops = failures >= FAILING_DAYS;
    await tx.watch.update({
      where: { id: watch.id },
      data: {
        ...{ outcome, failures, askedAt: null, ranAt: at, brought: 0 },
        stoppedAt: stops ? at : null,
      },
    });
    if (stops && watch.groupId)
      await enqueue(tx, TELL_ORGANIZERS, { groupId: watch.groupId, what: "watchStopped" });
    await announceWatches(tx, watch);
  });
}

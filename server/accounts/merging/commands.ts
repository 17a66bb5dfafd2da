import "server-only";
import type { z } from "zod";
import {
  holdPapersInGroups,
  listGroupsWithPapers,
  moveBack as moveBackInBallots,
  moveToPaper as moveInBallots,
} from "@/server/ballots/merging/commands";
import {
  moveBack as moveBackInDigests,
  moveToPaper as moveInDigests,
} from "@/server/digests/merging/commands";
import { holdGroups } from "@/server/groups/members/commands";
import { logAct } from "@/server/moderation/log";
import {
  moveBack as moveBackInModeration,
  moveToPaper as moveInModeration,
} from "@/server/moderation/merging/commands";
import {
  moveBack as moveBackInNotifications,
  moveToPaper as moveInNotifications,
} from "@/server/notifications/merging/commands";
import { retryOnDuplicate } from "@/server/papers/catalogue/commands";
import type { LockedPaper } from "@/server/papers/corrections/commands";
import {
  findUndoable,
  finishMerge,
  finishUndoing,
  lockPapers,
  recordMerge,
  restorePaper,
} from "@/server/papers/merging/commands";
import {
  moveRecords,
  moveRecordsBack,
  moveUpvotes,
  moveUpvotesBack,
  readMoved,
  recordMoved,
} from "@/server/papers/merging/moving/commands";
import { mayMerge } from "@/server/papers/merging/policy";
import type { mergeInput, undoMergeInput } from "@/server/papers/merging/schema";
import type { Viewer } from "@/server/people/policy";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { demand, refuse } from "@/server/platform/refusal";
import {
  moveBack as moveBackInRecommendations,
  moveToPaper as moveInRecommendations,
} from "@/server/recommendations/merging/commands";
import {
  moveBack as moveBackInShelves,
  moveToPaper as moveInShelves,
} from "@/server/shelves/merging/commands";
import {
  holdThreads,
  listThreadsOn,
  moveBack as moveBackInThreads,
  moveToPaper as moveInThreads,
  type PaperThread,
} from "@/server/threads/merging/commands";
import {
  moveBack as moveBackInWatches,
  moveToPaper as moveInWatches,
} from "@/server/watches/merging/commands";

/** Seconds: a paper with a hundred thousand upvotes takes some. */
const LONGEST = 120;

/**
 * Merges one paper into another, with everything that hangs on it. Its address leads on to the paper that stays.
 * @returns the address of the paper that stays
 * @throws Refusal NOT_ALLOWED, NOT_FOUND, INVALID for one paper twice, CLOSED while a group decides between the two
 */
export async function mergePapers(
  viewer: Viewer,
  { keptId, otherId, reason }: z.output<typeof mergeInput>,
): Promise<{ slug: string }> {
  demand(mayMerge(viewer));
  if (keptId === otherId) refuse("INVALID", { say: "Choose another paper: this is the same one." });
  return untilHeld(viewer, [keptId, otherId], async (tx, locked, threads) => {
    const [kept, other] = [locked.get(keptId), locked.get(otherId)] as [LockedPaper, LockedPaper];
    const route = { from: otherId, to: keptId };
    const mergeId = await recordMerge(tx, otherId, keptId);
    await moveUpvotes(tx, mergeId, route);
    const records = await moveRecords(tx, mergeId, route);
    const inBallots = await moveInBallots(tx, route, viewer.id);
    const inWatches = await moveInWatches(tx, route);
    const onShelves = await moveInShelves(tx, route);
    const { joined, moved: inThreads } = await moveInThreads(tx, route, threads);
    const inLog = await moveInModeration(tx, route, joined);
    const dismissed = await moveInRecommendations(tx, route);
    const inNotifications = await moveInNotifications(tx, route, joined);
    const inDigests = await moveInDigests(tx, route);
    const inNouns = [
      ...[inBallots, inWatches, onShelves, inThreads, inLog],
      ...[dismissed, inNotifications, inDigests],
    ];
    const moved = [records, ...inNouns].flat();
    await recordMoved(tx, mergeId, moved);
    await finishMerge(tx, viewer, mergeId, { kept, other, reason });
    await log(tx, viewer, "mergePapers", keptId, reason);
    return { slug: kept.slug };
  });
}

/**
 * Undoes a merge: both papers get back what they had, as far as it still exists. What was written since stays with the
 * paper that stayed, except replies to comments that move back.
 * @returns the address of the paper that is back
 * @throws Refusal NOT_ALLOWED, NOT_FOUND, CLOSED while a later merge into the same paper stands
 */
export async function undoMerge(
  viewer: Viewer,
  { mergeId, reason }: z.output<typeof undoMergeInput>,
): Promise<{ slug: string }> {
  demand(mayMerge(viewer));
  const found = await db.paperMerge.findUnique({
    where: { id: mergeId },
    select: { keptId: true },
  });
  if (!found) refuse("NOT_FOUND");
  const { keptId } = found;
  return untilHeld(viewer, [keptId], async (tx, locked, threads) => {
    const kept = locked.get(keptId) as LockedPaper;
    const merge = await findUndoable(tx, mergeId, keptId);
    const route = { from: keptId, to: merge.formerId };
    const moved = await readMoved(tx, mergeId);
    await restorePaper(tx, merge);
    await moveUpvotesBack(tx, mergeId, route);
    await moveRecordsBack(tx, mergeId, route, moved);
    await moveBackInBallots(tx, route, moved, merge.mergedAt);
    await moveBackInWatches(tx, route, moved);
    await moveBackInShelves(tx, route, moved);
    const joined = await moveBackInThreads(tx, route, threads, moved);
    await moveBackInModeration(tx, route, moved);
    await moveBackInRecommendations(tx, route, moved);
    await moveBackInNotifications(tx, route, joined, moved);
    await moveBackInDigests(tx, route, moved);
    await finishUndoing(tx, viewer, { merge, kept, reason });
    await log(tx, viewer, "undoMerge", keptId, reason);
    return { slug: merge.slug };
  });
}

function log(
  tx: Tx,
  viewer: Viewer,
  kind: "mergePapers" | "undoMerge",
  paperId: string,
  reason: string,
): Promise<void> {
  return logAct(tx, { kind, groupId: null, actorId: viewer.id, paperId, reason });
}

type Work<T> = (
  tx: Tx,
  papers: ReadonlyMap<string, LockedPaper>,
  threads: readonly PaperThread[],
) => Promise<T>;

/** Runs work with papers locked, and everything that refers to them, in the order of all locks. */
async function untilHeld<T>(viewer: Viewer, ids: readonly string[], work: Work<T>): Promise<T> {
  for (;;) {
    const done = await retryOnDuplicate(() =>
      transact((tx) => runIfHeld(tx, viewer, ids, work), LONGEST),
    );
    if (done) return done.result;
  }
}

/** @returns null, and nothing is written, if a group or a thread got one of the papers after the others were locked */
async function runIfHeld<T>(
  tx: Tx,
  viewer: Viewer,
  ids: readonly string[],
  work: Work<T>,
): Promise<{ result: T } | null> {
  const groups = await listGroupsWithPapers(tx, ids);
  await holdGroups(tx, groups);
  await holdPapersInGroups(tx, groups, ids);
  const threads = await listThreadsOn(tx, ids);
  await holdThreads(tx, threads);
  const papers = await lockPapers(tx, viewer, ids);
  // From here on nothing new can refer to the papers.
  const groupsNow = await listGroupsWithPapers(tx, ids);
  const threadsNow = await listThreadsOn(tx, ids);
  const isHeld =
    groupsNow.every((id) => groups.includes(id)) &&
    threadsNow.every(({ id }) => threads.some((thread) => thread.id === id));
  return isHeld ? { result: await work(tx, papers, threads) } : null;
}

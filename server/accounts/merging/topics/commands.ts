import "server-only";
import type { z } from "zod";
import {
  moveTopicBack as moveBackInDigests,
  moveToTopic as moveInDigests,
} from "@/server/digests/merging/commands";
import { logAct } from "@/server/moderation/log";
import {
  moveTopicBack as moveBackInNotifications,
  moveToTopic as moveInNotifications,
} from "@/server/notifications/merging/commands";
import { mayMerge } from "@/server/papers/merging/policy";
import {
  endTopicMerge,
  holdTopics,
  movePapers,
  movePapersBack,
  recordTopicMerge,
} from "@/server/papers/topics/merging/commands";
import { saveTopic } from "@/server/papers/topics/naming/commands";
import { startRefiling } from "@/server/papers/topics/refiling/commands";
import type { mergeTopicsInput, saveTopicInput, topicInput } from "@/server/papers/topics/schema";
import type { Viewer } from "@/server/people/policy";
import { type Tx, transact } from "@/server/platform/database/db";
import { demand, refuse } from "@/server/platform/refusal";

/** Adds a topic, or changes its name, description and words. Its address stays. @returns the address */
export async function changeTopic(
  viewer: Viewer,
  input: z.output<typeof saveTopicInput>,
): Promise<{ slug: string }> {
  demand(mayMerge(viewer));
  return transact(async (tx) => {
    const { slug, was } = await saveTopic(tx, input);
    const said = was === null ? "added" : was === input.name ? "changed" : `was “${was}”`;
    await log(tx, viewer, "changeTopic", `“${input.name}”: ${said}.`);
    return { slug };
  });
}

/**
 * Merges one topic into another, with its papers, followings and subscriptions. Its address leads on, and its words file
 * papers under the topic that stays. All papers are looked at again in the background, because what people chose for one of
 * the two topics counts for both.
 * @throws Refusal NOT_ALLOWED, NOT_FOUND, INVALID for one topic twice, CLOSED for a merged one
 */
export async function mergeTopics(
  viewer: Viewer,
  { kept: to, other: from }: z.output<typeof mergeTopicsInput>,
): Promise<void> {
  demand(mayMerge(viewer));
  if (from === to) refuse("INVALID", { say: "Choose another topic: this is the same one." });
  await transact(async (tx) => {
    await startRefiling(tx);
    const names = await holdTopics(tx, { from, to });
    const papers = await movePapers(tx, { from, to });
    const followings = await moveInNotifications(tx, from, to);
    const subscriptions = await moveInDigests(tx, from, to);
    await recordTopicMerge(tx, { from, to }, { ...papers, followings, subscriptions });
    await log(tx, viewer, "mergeTopics", `“${names.from}” into “${names.to}”.`);
  });
}

/**
 * Undoes a merge of topics: what came along goes back, as far as it is still there. Papers that were added since are filed
 * by their words, in the background.
 * @throws Refusal NOT_ALLOWED, NOT_FOUND, CLOSED while a later merge stands
 */
export async function undoTopicMerge(
  viewer: Viewer,
  { topic }: z.output<typeof topicInput>,
): Promise<void> {
  demand(mayMerge(viewer));
  await transact(async (tx) => {
    await startRefiling(tx);
    const { route, names, followings, subscriptions, ...papers } = await endTopicMerge(tx, topic);
    const { from, to } = route;
    await movePapersBack(tx, route, papers);
    await moveBackInNotifications(tx, from, to, followings);
    await moveBackInDigests(tx, from, to, subscriptions);
    await log(tx, viewer, "undoTopicMerge", `“${names.to}”, out of “${names.from}”.`);
  });
}

function log(
  tx: Tx,
  viewer: Viewer,
  kind: "changeTopic" | "mergeTopics" | "undoTopicMerge",
  reason: string,
): Promise<void> {
  return logAct(tx, { kind, groupId: null, actorId: viewer.id, reason });
}

import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { demand, refuse } from "@/server/platform/refusal";
import { type LockedPaper, lockPaper } from "../../corrections/commands";
import { mayEdit } from "../../corrections/policy";
import { writeChoice } from "../commands";
import { MOST_TOPICS } from "../rules";
import type { chooseTopicInput } from "../schema";

const CHOICES: Limit = { name: "topicChoices", points: 300, perSeconds: 86_400 };

/**
 * Confirms that a topic belongs to a paper, or refuses it: then neither its words nor similar papers bring it back. The
 * choice is a line of the paper's history.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED for people who may not change the paper, CLOSED with too many topics
 */
export async function chooseTopic(
  viewer: Viewer,
  { paperId, topic: slug, accepted }: z.output<typeof chooseTopicInput>,
): Promise<void> {
  await spend(CHOICES, viewer.id);
  await transact(async (tx) => {
    const paper = await lockPaper(tx, viewer, paperId);
    demand(mayEdit(viewer, paper));
    const topic = await tx.topic.findUnique({
      where: { slug, merged: null },
      select: { name: true },
    });
    if (!topic) refuse("NOT_FOUND");
    const last = await tx.paperChange.findFirst({
      where: { paperId, topicSlug: slug },
      orderBy: { version: "desc" },
      select: { topicAccepted: true },
    });
    if (last?.topicAccepted === accepted) return;
    const filed = await tx.paperTopic.findMany({ where: { paperId }, select: { topicSlug: true } });
    if (accepted && filed.length >= MOST_TOPICS && !filed.some((one) => one.topicSlug === slug))
      refuse("CLOSED", {
        say: `A paper has at most ${MOST_TOPICS} topics. Remove one of them first.`,
      });
    await writeChoice(tx, paper, {
      ...{ kind: "topic", changedById: viewer.id, reason: "" },
      ...{ topicSlug: slug, topicName: topic.name, topicAccepted: accepted },
    });
  });
}

/** Takes a choice about a topic back, to the one before it. @throws Refusal CONFLICT if the topic was chosen again */
export async function undoChoice(
  tx: Tx,
  paper: LockedPaper,
  choice: { id: string; version: number; topicSlug: string; topicName: string },
  by: { changedById: string; reason: string },
): Promise<void> {
  const { id, version, topicSlug, topicName } = choice;
  const others = await tx.paperChange.findMany({
    where: { paperId: paper.id, topicSlug, id: { not: id } },
    orderBy: { version: "desc" },
    select: { version: true, topicAccepted: true },
  });
  if (others.some((other) => other.version > version)) {
    refuse("CONFLICT", {
      say: "This cannot be undone by itself, because the topic was chosen again since. Choose it anew on the paper's page.",
    });
  }
  const topicAccepted = others[0]?.topicAccepted ?? null;
  await writeChoice(tx, paper, {
    ...{ kind: "undo", undoesId: id, topicSlug, topicName, topicAccepted },
    ...by,
  });
}

import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { slugOf } from "@/server/platform/text/slugs";
import { catalogueTopic, topicsTopic } from "../../rules";
import { startRefiling } from "../refiling/commands";
import type { saveTopicInput } from "../schema";

/** Characters of the address of a topic. */
const SLUG_LENGTH = 60;

/**
 * Writes a topic; without an address, a new one. If its words changed, all papers are looked at again in the background.
 * @returns its address, and the name that it had
 * @throws Refusal NOT_FOUND, CONFLICT if another topic has the name
 */
export async function saveTopic(
  tx: Tx,
  { topic, ...fields }: z.output<typeof saveTopicInput>,
): Promise<{ slug: string; was: string | null }> {
  const namesake = await tx.topic.findFirst({
    where: { name: { equals: fields.name, mode: "insensitive" }, slug: { not: topic ?? "" } },
    select: { slug: true },
  });
  if (namesake) {
    refuse("CONFLICT", { say: "There is a topic of this name already.", field: "name" });
  }
  await notifyTopics(tx, catalogueTopic(), topicsTopic());
  if (topic !== null) {
    const had = await tx.topic.findUnique({
      where: { slug: topic },
      select: { name: true, words: true },
    });
    if (!had) refuse("NOT_FOUND");
    if (!isDeepStrictEqual(had.words, fields.words)) await startRefiling(tx);
    await tx.topic.update({ where: { slug: topic }, data: fields });
    return { slug: topic, was: had.name };
  }
  if (fields.words.length > 0) await startRefiling(tx);
  const slug = slugOf(fields.name, "topic", SLUG_LENGTH);
  const { count } = await tx.topic.createMany({
    data: [{ slug, ...fields }],
    skipDuplicates: true,
  });
  if (count === 0) {
    refuse("CONFLICT", { say: "Another topic has the address of this name.", field: "name" });
  }
  return { slug, was: null };
}

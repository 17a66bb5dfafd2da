import "server-only";
import { setImmediate } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { enqueue } from "@/server/platform/queue";
import { catalogueTopic, paperTopic } from "../../rules";
import { lockTopics, refileAll } from "../commands";
import { readFiledTopics } from "../queries";
import { standingTopics, type TopicChoice, topicFinder, topicsWith } from "../rules";
import { REFILE } from "./schema";

/** Papers of one step, which locks them and all topics for some tenths of a second. */
export const AT_A_TIME = 100;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Begins to look at all papers for the words of topics, from the first paper again if that is under way. Its row is locked before
 * papers and topics.
 */
export async function startRefiling(tx: Tx): Promise<void> {
  const begin = { startedAt: now(), afterId: null, looked: 0, changed: 0, finishedAt: null };
  await tx.topicRefiling.upsert({ where: { id: 1 }, create: { id: 1, ...begin }, update: begin });
  await enqueue(tx, REFILE, null, { key: REFILE.name });
}

/**
 * Files the next papers as if they were new: by their words and by what people chose. One transaction, so that what was killed
 * goes on where it was. @returns whether more papers may be left
 */
export function refileSome(): Promise<boolean> {
  return transact(async (tx) => {
    const [run] = await tx.$queryRaw<{ afterId: string | null }[]>`
      SELECT "afterId" FROM "TopicRefiling" WHERE "finishedAt" IS NULL FOR UPDATE`;
    if (!run) return false;
    const papers = await tx.$queryRaw<{ id: string; title: string; abstract: string }[]>`
      SELECT id, title, abstract FROM "Paper" WHERE id > ${run.afterId ?? FIRST_ID}::uuid
      ORDER BY id LIMIT ${AT_A_TIME} FOR NO KEY UPDATE`;
    const changed = await fileAllAnew(tx, papers);
    const left = papers.length === AT_A_TIME;
    await tx.topicRefiling.update({
      where: { id: 1 },
      data: {
        afterId: papers.at(-1)?.id ?? run.afterId,
        looked: { increment: papers.length },
        changed: { increment: changed.length },
        finishedAt: left ? null : now(),
      },
    });
    if (changed.length > 0) await notifyTopics(tx, catalogueTopic(), ...changed.map(paperTopic));
    return left;
  });
}

/** @returns the papers whose topics changed */
async function fileAllAnew(
  tx: Tx,
  papers: readonly { id: string; title: string; abstract: string }[],
): Promise<string[]> {
  const slugs = await tx.topic.findMany({ select: { slug: true } });
  // No topic is merged meanwhile.
  await lockTopics(
    tx,
    slugs.map(({ slug }) => slug),
  );
  const topics = await readFiledTopics(tx);
  const choices = await tx.$queryRaw<(TopicChoice & { paperId: string })[]>`
    SELECT DISTINCT ON ("paperId", "topicSlug") "paperId", "topicSlug" AS slug, "topicAccepted" AS accepted
    FROM "PaperChange" WHERE "paperId" = ANY(${papers.map(({ id }) => id)}::uuid[]) AND "topicSlug" IS NOT NULL
    ORDER BY "paperId", "topicSlug", version DESC`;
  const [find, standing] = [topicFinder(topics), standingTopics(topics)];
  const topicsOf = new Map<string, string[]>();
  for (const { id, title, abstract } of papers) {
    // Other work of this process goes on between two papers.
    await setImmediate();
    const chosen = choices.filter(({ paperId }) => paperId === id);
    topicsOf.set(id, topicsWith(find(title, abstract), chosen, standing));
  }
  return refileAll(tx, topicsOf);
}

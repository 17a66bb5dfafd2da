import "server-only";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { catalogueTopic, topicsTopic } from "../../rules";
import { lockTopics } from "../commands";

/** Two topics: what hangs on one of them moves to the other. */
export interface TopicRoute {
  from: string;
  to: string;
}

/** Rows that moved with a topic: ids of papers, followings and subscriptions. */
interface Moved {
  papers: string[];
  /** Those of the papers that were filed under both topics. */
  both: string[];
  followings: string[];
  subscriptions: string[];
}

/** Locks two topics that stand by themselves. @returns their names @throws Refusal NOT_FOUND, CLOSED for a merged one */
export async function holdTopics(tx: Tx, { from, to }: TopicRoute) {
  await lockTopics(tx, [from, to]);
  const topics = await tx.topic.findMany({
    where: { slug: { in: [from, to] } },
    select: { slug: true, name: true, merged: { select: { slug: true } } },
  });
  const [one, other] = [from, to].map((slug) => topics.find((topic) => topic.slug === slug));
  if (!one || !other) refuse("NOT_FOUND");
  if (one.merged || other.merged) {
    refuse("CLOSED", { say: "One of these topics is merged already. Load the page again." });
  }
  return { from: one.name, to: other.name };
}

/** Moves the papers of a topic to another one; a paper of both is counted once. */
export async function movePapers(
  tx: Tx,
  { from, to }: TopicRoute,
): Promise<Pick<Moved, "papers" | "both">> {
  const rows = await tx.$queryRaw<{ paperId: string }[]>`
    DELETE FROM "PaperTopic" WHERE "topicSlug" = ${from} RETURNING "paperId"`;
  const papers = rows.map(({ paperId }) => paperId);
  const added = await tx.$queryRaw<{ paperId: string }[]>`
    INSERT INTO "PaperTopic" ("paperId", "topicSlug") SELECT id, ${to} FROM unnest(${papers}::uuid[]) AS p(id)
    ON CONFLICT DO NOTHING RETURNING "paperId"`;
  await countPapers(tx, [from, to]);
  const fresh = new Set(added.map(({ paperId }) => paperId));
  return { papers, both: papers.filter((id) => !fresh.has(id)) };
}

async function countPapers(tx: Tx, slugs: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Topic" t SET "paperCount" = (SELECT count(*) FROM "PaperTopic" x WHERE x."topicSlug" = t.slug)
    WHERE t.slug = ANY(${slugs}::text[])`;
}

/** Notes a merge, and what came along. */
export async function recordTopicMerge(
  tx: Tx,
  { from, to }: TopicRoute,
  moved: Moved,
): Promise<void> {
  await tx.topicMerge.create({ data: { slug: from, keptSlug: to, mergedAt: now(), ...moved } });
  await notifyTopics(tx, catalogueTopic(), topicsTopic());
}

/** A merge that is undone, with what goes back. */
interface Undone extends Moved {
  route: TopicRoute;
  names: { from: string; to: string };
}

/** Ends a merge. @returns what came along with it @throws Refusal NOT_FOUND, CLOSED while a later merge stands */
export async function endTopicMerge(tx: Tx, slug: string): Promise<Undone> {
  const found = await tx.topicMerge.findUnique({ where: { slug }, select: { keptSlug: true } });
  if (!found) refuse("NOT_FOUND");
  const route = { from: found.keptSlug, to: slug };
  await lockTopics(tx, [slug, found.keptSlug]);
  const merge = await tx.topicMerge.findUnique({
    where: { slug, keptSlug: found.keptSlug },
    include: {
      topic: { select: { name: true } },
      kept: { select: { name: true, merged: { select: { slug: true } } } },
    },
  });
  if (!merge) refuse("NOT_FOUND");
  const { kept, topic, papers, both, followings, subscriptions, mergedAt } = merge;
  if (kept.merged) {
    refuse("CLOSED", { say: `“${kept.name}” was merged itself. Undo that merge first.` });
  }
  const later = await tx.topicMerge.findFirst({
    where: { keptSlug: route.from, mergedAt: { gt: mergedAt } },
    orderBy: { mergedAt: "desc" },
    select: { topic: { select: { name: true } } },
  });
  if (later) {
    const { name } = later.topic;
    refuse("CLOSED", { say: `Undo the merge of “${name}” first: it came after this one.` });
  }
  await tx.topicMerge.delete({ where: { slug } });
  const names = { from: kept.name, to: topic.name };
  return { route, names, papers, both, followings, subscriptions };
}

/**
 * Files the papers of a merged topic under it again, as far as they still exist. They leave the topic that stayed, unless
 * they were filed under both.
 */
export async function movePapersBack(
  tx: Tx,
  { from, to }: TopicRoute,
  { papers, both }: Pick<Moved, "papers" | "both">,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "PaperTopic" ("paperId", "topicSlug") SELECT "paperId", ${to} FROM "PaperTopic"
    WHERE "topicSlug" = ${from} AND "paperId" = ANY(${papers}::uuid[])`;
  await tx.$executeRaw`
    DELETE FROM "PaperTopic" WHERE "topicSlug" = ${from} AND "paperId" = ANY(${papers}::uuid[])
      AND "paperId" <> ALL(${both}::uuid[])`;
  await countPapers(tx, [from, to]);
  await notifyTopics(tx, catalogueTopic(), topicsTopic());
}

import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { TOPICS } from "./rules";

/** Files papers under their topics, and counts them there. */
export async function fileUnderTopics(
  tx: Tx,
  filed: readonly { paperId: string; topicSlug: string }[],
): Promise<void> {
  await tx.topic.createMany({
    data: TOPICS.map(({ slug, name }) => ({ slug, name })),
    skipDuplicates: true,
  });
  if (filed.length === 0) return;
  const slugs = filed.map(({ topicSlug }) => topicSlug);
  await tx.$executeRaw`
    INSERT INTO "PaperTopic" ("paperId", "topicSlug")
    SELECT * FROM unnest(${filed.map(({ paperId }) => paperId)}::uuid[], ${slugs}::text[])`;
  // In one order, so that no two imports wait for each other.
  await tx.$queryRaw`
    SELECT slug FROM "Topic" WHERE slug = ANY(${slugs}::text[]) ORDER BY slug FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    UPDATE "Topic" t SET "paperCount" = "paperCount" + more.count FROM (
      SELECT slug, count(*)::int AS count FROM unnest(${slugs}::text[]) AS slug GROUP BY slug
    ) more WHERE t.slug = more.slug`;
}

/** Files a paper under these topics instead of those that it has. @returns whether any of them changed */
export async function refile(tx: Tx, paperId: string, topics: readonly string[]): Promise<boolean> {
  const filed = await tx.paperTopic.findMany({ where: { paperId }, select: { topicSlug: true } });
  const had = filed.map(({ topicSlug }) => topicSlug);
  const gone = had.filter((slug) => !topics.includes(slug));
  const added = topics.filter((slug) => !had.includes(slug));
  if (gone.length > 0) {
    // In one order with `fileUnderTopics`, which locks the topics of its own next.
    await tx.$queryRaw`
      SELECT slug FROM "Topic" WHERE slug = ANY(${[...gone, ...added]}::text[]) ORDER BY slug FOR NO KEY UPDATE`;
    await tx.paperTopic.deleteMany({ where: { paperId, topicSlug: { in: gone } } });
    await tx.topic.updateMany({
      where: { slug: { in: gone } },
      data: { paperCount: { decrement: 1 } },
    });
  }
  if (added.length > 0)
    await fileUnderTopics(
      tx,
      added.map((topicSlug) => ({ paperId, topicSlug })),
    );
  return gone.length + added.length > 0;
}

/** Counts the papers of every topic anew, after papers were deleted. */
export async function recountTopics(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Topic" t SET "paperCount" = (
      SELECT count(*) FROM "PaperTopic" x WHERE x."topicSlug" = t.slug)`;
}

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
  await tx.paperTopic.createMany({ data: [...filed] });
  const slugs = filed.map(({ topicSlug }) => topicSlug);
  // In one order, so that no two imports wait for each other.
  await tx.$queryRaw`
    SELECT slug FROM "Topic" WHERE slug = ANY(${slugs}::text[]) ORDER BY slug FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    UPDATE "Topic" t SET "paperCount" = "paperCount" + more.count FROM (
      SELECT slug, count(*)::int AS count FROM unnest(${slugs}::text[]) AS slug GROUP BY slug
    ) more WHERE t.slug = more.slug`;
}

/** Counts the papers of every topic anew, after papers were deleted. */
export async function recountTopics(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Topic" t SET "paperCount" = (
      SELECT count(*) FROM "PaperTopic" x WHERE x."topicSlug" = t.slug)`;
}

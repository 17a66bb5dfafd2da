import "server-only";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { catalogueTopic, paperTopic } from "../rules";
import { readFiledTopics } from "./queries";
import { standingTopics, type TopicChoice, topicFinder, topicsWith } from "./rules";

/** A paper under a topic. */
interface Filing {
  paperId: string;
  topicSlug: string;
}

/** Files papers under their topics, and counts them there. */
export async function fileUnderTopics(tx: Tx, filed: readonly Filing[]): Promise<void> {
  if (filed.length === 0) return;
  const slugs = filed.map(({ topicSlug }) => topicSlug);
  await tx.$executeRaw`
    INSERT INTO "PaperTopic" ("paperId", "topicSlug")
    SELECT * FROM unnest(${filed.map(({ paperId }) => paperId)}::uuid[], ${slugs}::text[])`;
  await lockTopics(tx, slugs);
  await tx.$executeRaw`
    UPDATE "Topic" t SET "paperCount" = "paperCount" + more.count FROM (
      SELECT slug, count(*)::int AS count FROM unnest(${slugs}::text[]) AS slug GROUP BY slug
    ) more WHERE t.slug = more.slug`;
}

/** Locks topics in one order, so that no two imports wait for each other. */
export async function lockTopics(tx: Tx, slugs: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT slug FROM "Topic" WHERE slug = ANY(${slugs}::text[]) ORDER BY slug FOR NO KEY UPDATE`;
}

/** Files new papers under the topics that their words name. */
export async function fileNew(
  tx: Tx,
  papers: readonly { id: string; title: string; abstract: string }[],
): Promise<void> {
  const find = topicFinder(await readFiledTopics(tx));
  await fileUnderTopics(
    tx,
    papers.flatMap(({ id, title, abstract }) =>
      find(title, abstract).map((topicSlug) => ({ paperId: id, topicSlug })),
    ),
  );
}

/** Files a paper under these topics instead of those that it has. @returns whether any of them changed */
export async function refile(tx: Tx, paperId: string, topics: readonly string[]): Promise<boolean> {
  return (await refileAll(tx, new Map([[paperId, topics]]))).length > 0;
}

/** Files papers under these topics instead of those that they have. @returns the papers of which any changed */
export async function refileAll(
  tx: Tx,
  topicsOf: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const had = await tx.paperTopic.findMany({ where: { paperId: { in: [...topicsOf.keys()] } } });
  const isFiled = new Set(had.map(({ paperId, topicSlug }) => `${paperId} ${topicSlug}`));
  const gone = had.filter(({ paperId, topicSlug }) => !topicsOf.get(paperId)?.includes(topicSlug));
  const added = [...topicsOf].flatMap(([paperId, slugs]) =>
    slugs
      .filter((topicSlug) => !isFiled.has(`${paperId} ${topicSlug}`))
      .map((topicSlug) => ({ paperId, topicSlug })),
  );
  if (gone.length > 0) {
    // In one order with `fileUnderTopics`, which locks the topics of its own next.
    await lockTopics(
      tx,
      [...gone, ...added].map(({ topicSlug }) => topicSlug),
    );
    await unfile(tx, gone);
  }
  await fileUnderTopics(tx, added);
  return [...new Set([...gone, ...added].map(({ paperId }) => paperId))];
}

/** Takes papers out of topics, which are locked, and counts them there. */
async function unfile(tx: Tx, gone: readonly Filing[]): Promise<void> {
  const slugs = gone.map(({ topicSlug }) => topicSlug);
  await tx.$executeRaw`
    DELETE FROM "PaperTopic" x
    USING unnest(${gone.map(({ paperId }) => paperId)}::uuid[], ${slugs}::text[]) AS g(paper, slug)
    WHERE x."paperId" = g.paper AND x."topicSlug" = g.slug`;
  await tx.$executeRaw`
    UPDATE "Topic" t SET "paperCount" = "paperCount" - less.count FROM (
      SELECT slug, count(*)::int AS count FROM unnest(${slugs}::text[]) AS slug GROUP BY slug
    ) less WHERE t.slug = less.slug`;
}

/** A paper with the words by which it is filed. */
interface Worded {
  title: string;
  abstract: string;
}

/** Files a paper by its words and by what people chose for it. @returns whether any of its topics changed */
export async function fileAnew(
  tx: Tx,
  paperId: string,
  { title, abstract }: Worded,
): Promise<boolean> {
  const topics = await readFiledTopics(tx);
  const choices = await tx.$queryRaw<TopicChoice[]>`
    SELECT DISTINCT ON ("topicSlug") "topicSlug" AS slug, "topicAccepted" AS accepted FROM "PaperChange"
    WHERE "paperId" = ${paperId}::uuid AND "topicSlug" IS NOT NULL ORDER BY "topicSlug", version DESC`;
  const byWords = topicFinder(topics)(title, abstract);
  return refile(tx, paperId, topicsWith(byWords, choices, standingTopics(topics)));
}

/** A choice about a topic of a paper, as its history has it. */
interface NewChoice {
  kind: "topic" | "undo";
  changedById: string;
  reason: string;
  topicSlug: string;
  topicName: string;
  topicAccepted: boolean | null;
  undoesId?: string;
}

/** Writes a choice about a topic of a locked paper into its history, and files the paper anew. */
export async function writeChoice(
  tx: Tx,
  paper: { id: string; version: number; fields: Worded },
  choice: NewChoice,
): Promise<void> {
  const version = paper.version + 1;
  await tx.paper.update({ where: { id: paper.id }, data: { version } });
  await tx.paperChange.create({
    data: { ...choice, paperId: paper.id, version, changedAt: now() },
  });
  await fileAnew(tx, paper.id, paper.fields);
  await notifyTopics(tx, paperTopic(paper.id), catalogueTopic());
}

/** Counts the papers of every topic anew, after papers were deleted. */
export async function recountTopics(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Topic" t SET "paperCount" = (
      SELECT count(*) FROM "PaperTopic" x WHERE x."topicSlug" = t.slug)`;
}

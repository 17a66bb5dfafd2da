import "server-only";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { noteShown } from "@/server/platform/web/finished/shown";
import { catalogueTopic } from "../rules";
import type { FiledTopic } from "./rules";

/** Reads all topics as papers are filed under them. */
export function readFiledTopics(tx: Tx): Promise<FiledTopic[]> {
  return tx.$queryRaw<FiledTopic[]>`
    SELECT t.slug, coalesce(t.words, '{}') AS words, m."keptSlug" AS "mergedInto"
    FROM "Topic" t LEFT JOIN "TopicMerge" m ON m.slug = t.slug`;
}

/** Lists the topics that have papers, each with their number. */
export async function listTopics() {
  noteShown(catalogueTopic());
  const topics = await db.topic.findMany({
    where: { paperCount: { gt: 0 } },
    select: { slug: true, name: true, paperCount: true },
    orderBy: [{ paperCount: "desc" }, { name: "asc" }],
  });
  return topics.map(({ paperCount, ...topic }) => ({ ...topic, papers: paperCount }));
}

/** Lists every topic, with what moderators change about it; merged ones too. */
export async function listAllTopics() {
  const topics = await db.topic.findMany({
    select: {
      slug: true,
      name: true,
      description: true,
      words: true,
      paperCount: true,
      merged: { select: { kept: { select: { slug: true, name: true } } } },
    },
    orderBy: { name: "asc" },
  });
  return topics.map(({ paperCount, merged, ...topic }) => ({
    ...topic,
    papers: paperCount,
    mergedInto: merged?.kept ?? null,
  }));
}

/** The latest papers of a topic, from which its page says what else they are about and how many come. */
const LATEST = 1000;
/** Other topics that a page names. */
const RELATED = 6;
/** Weeks of which the average is taken. */
const WEEKS = 8;
const WEEK_MS = 7 * 24 * 3600 * 1000;

interface TopicRow {
  slug: string;
  name: string;
  description: string;
  papers: number;
  related: { slug: string; name: string; papers: number }[];
  /** New papers of the last week, and of several weeks. */
  week: number;
  weeks: number;
}

/** Reads a topic for its page; at the address of a merged one, the topic that stands for it. @throws Refusal NOT_FOUND */
export async function topicBySlug(slug: string) {
  noteShown(catalogueTopic());
  const at = now().getTime();
  const [since, longer] = [WEEK_MS, WEEKS * WEEK_MS].map((ms) => new Date(at - ms));
  const [found] = await db.$queryRaw<TopicRow[]>`
    WITH RECURSIVE led AS (
      SELECT ${slug}::text AS slug, 0 AS step
      UNION ALL SELECT m."keptSlug", led.step + 1 FROM led JOIN "TopicMerge" m ON m.slug = led.slug WHERE led.step < 20
    ), topic AS (
      SELECT t.* FROM "Topic" t JOIN led ON led.slug = t.slug ORDER BY led.step DESC LIMIT 1
    ), latest AS MATERIALIZED (
      SELECT x."paperId" FROM "PaperTopic" x JOIN topic ON topic.slug = x."topicSlug"
      ORDER BY x."paperId" DESC LIMIT ${LATEST}
    )
    SELECT topic.slug, topic.name, topic.description, topic."paperCount" AS papers,
      coalesce((SELECT json_agg(r) FROM (
        SELECT o.slug, o.name, count(*)::int AS papers FROM latest
        JOIN "PaperTopic" x ON x."paperId" = latest."paperId" JOIN "Topic" o ON o.slug = x."topicSlug"
        WHERE o.slug <> topic.slug GROUP BY o.slug ORDER BY papers DESC, o.name LIMIT ${RELATED}) r), '[]') AS related,
      (SELECT count(*)::int FROM latest JOIN "Paper" p ON p.id = latest."paperId"
        WHERE p."addedAt" > ${since}) AS week,
      (SELECT count(*)::int FROM latest JOIN "Paper" p ON p.id = latest."paperId"
        WHERE p."addedAt" > ${longer}) AS weeks
    FROM topic`;
  if (!found) refuse("NOT_FOUND");
  const { weeks, ...topic } = found;
  return { ...topic, weekly: Math.round(weeks / WEEKS) };
}

import "server-only";
import { Prisma } from "@/server/platform/database/db";
import { titleInSigns } from "../../titles/shown";
import { NEAREST, type Neighbour, suggestTopics } from "../rules";

/** The topics of a paper, those that people refused for it, and the papers most like it. */
export interface TopicsAround {
  had: string[];
  refused: string[];
  nearest: Neighbour[];
  /** The names of the topics of these. */
  names: { slug: string; name: string }[];
}

const NEAREST_PAPERS = Prisma.sql`SELECT s."similarId" AS id, s.score FROM "SimilarPaper" s
  JOIN "Paper" like_it ON like_it.id = s."similarId" AND like_it."normalizedTitle" <> p."normalizedTitle"
  WHERE s."paperId" = p.id ORDER BY s.score DESC, s."similarId" LIMIT ${NEAREST}`;

/** `TopicsAround` of the paper `p`, as JSON. */
export const TOPICS_AROUND = Prisma.sql`json_build_object(
  'had', ARRAY(SELECT x."topicSlug" FROM "PaperTopic" x WHERE x."paperId" = p.id),
  'refused', ARRAY(SELECT c.slug FROM (
      SELECT DISTINCT ON ("topicSlug") "topicSlug" AS slug, "topicAccepted" AS accepted FROM "PaperChange"
      WHERE "paperId" = p.id AND "topicSlug" IS NOT NULL ORDER BY "topicSlug", version DESC
    ) c WHERE NOT c.accepted),
  'nearest', coalesce((SELECT json_agg(json_build_object('score', n.score, 'title', o.title,
      'topics', ARRAY(SELECT x."topicSlug" FROM "PaperTopic" x WHERE x."paperId" = n.id)))
    FROM (${NEAREST_PAPERS}) n JOIN "Paper" o ON o.id = n.id), '[]'),
  'names', coalesce((SELECT json_agg(DISTINCT jsonb_build_object('slug', t.slug, 'name', t.name))
    FROM (${NEAREST_PAPERS}) n JOIN "PaperTopic" x ON x."paperId" = n.id JOIN "Topic" t ON t.slug = x."topicSlug"), '[]'))`;

/** The topics to suggest, each with the title of a paper that is like this one and has it. */
export function suggestionsFrom({ had, refused, nearest, names }: TopicsAround) {
  return suggestTopics(nearest, [...had, ...refused]).map(({ slug, like }) => ({
    slug,
    name: names.find((topic) => topic.slug === slug)?.name ?? slug,
    like: titleInSigns(like),
  }));
}

-- The weight of an upvote, as server/papers/rules.ts computes it: a whole number of 2^-52 that doubles with each seven
-- days since 2020.
CREATE FUNCTION trending_weight(at timestamptz) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (2::float8 ^ (half_lives - trunc(half_lives) + 52)::float8)::bigint::numeric * 2::numeric ^ trunc(half_lives)
  FROM (SELECT greatest(0, extract(epoch FROM at) - 1577836800) / 604800 AS half_lives) AS w $$;

CREATE FUNCTION trending_score(sum numeric) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (ln(sum) / ln(2::numeric))::float8 - 52 + 1577836800::float8 / 604800 $$;

-- AlterTable
ALTER TABLE "Paper" ADD COLUMN "trendingWeight" DECIMAL(1000,0) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Topic" ADD COLUMN "paperCount" INTEGER NOT NULL DEFAULT 0;

UPDATE "Paper" p SET "trendingWeight" = w.sum, heat = trending_score(w.sum) FROM (
  SELECT p.id, trending_weight(p."addedAt") + coalesce(sum(trending_weight(u."createdAt")), 0) AS sum
  FROM "Paper" p LEFT JOIN "Upvote" u ON u."paperId" = p.id GROUP BY p.id
) w WHERE w.id = p.id;

UPDATE "Topic" t SET "paperCount" = (SELECT count(*) FROM "PaperTopic" x WHERE x."topicSlug" = t.slug);

-- CreateIndex
CREATE INDEX "Membership_groupId_role_joinedAt_personId_idx" ON "Membership"("groupId", "role" DESC, "joinedAt", "personId");

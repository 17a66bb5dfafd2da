-- Finds the words of the catalogue by their beginning, in any language of the database, as somebody types. An index of an
-- expression, because Prisma would drop one of the column that has a class of operators.
CREATE INDEX "SearchWord_word_beginning" ON "SearchWord"(lower("word") text_pattern_ops);

-- AlterTable
ALTER TABLE "Upvote" ADD COLUMN "share" SMALLINT NOT NULL DEFAULT 1024;
ALTER TABLE "Upvote" ADD CONSTRAINT "Upvote_share" CHECK (share BETWEEN 1 AND 1024);

-- The upvotes that are raised once the person is established.
CREATE INDEX "Upvote_fresh" ON "Upvote"("personId") WHERE share < 1024;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN "activeDays" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "activeOn" DATE,
ADD COLUMN "establishedAt" TIMESTAMPTZ(3),
ADD COLUMN "weighedAt" TIMESTAMPTZ(3);

-- The days of earlier accounts were not counted.
UPDATE "Person" SET "establishedAt" = now(), "weighedAt" = now() WHERE "createdAt" <= now() - interval '14 days';

-- People who become established, those of a site's first days, and those whose upvotes have to be raised.
CREATE INDEX "Person_active" ON "Person"("createdAt") WHERE "establishedAt" IS NULL AND "activeDays" >= 3;
CREATE INDEX "Person_not_established" ON "Person"("createdAt") WHERE "establishedAt" IS NULL;
CREATE INDEX "Person_not_weighed" ON "Person"(id) WHERE "establishedAt" IS NOT NULL AND "weighedAt" IS NULL;

-- AlterEnum: the statements below compare its text, because a transaction may not use a value that it adds.
ALTER TYPE "SourceKind" ADD VALUE 'author';

-- AlterTable
ALTER TABLE "DigestSource" ADD COLUMN "authorKey" TEXT;

-- CreateIndex
CREATE INDEX "DigestSource_authorKey_idx" ON "DigestSource"("authorKey");

ALTER TABLE "DigestSource" DROP CONSTRAINT "DigestSource_says_what",
  ADD CONSTRAINT "DigestSource_says_what" CHECK (("topicSlug" IS NOT NULL) = ("kind" = 'topic')
    AND ("groupId" IS NOT NULL) = ("kind" = 'group') AND ("query" IS NOT NULL) = ("kind" = 'search')
    AND ("authorKey" IS NOT NULL) = ("kind"::text = 'author'));

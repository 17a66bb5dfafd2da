-- Where each field of a paper came from, and the search for the missing fields of poor ones.
-- CreateEnum
CREATE TYPE "OriginKind" AS ENUM ('typed', 'pasted', 'file', 'source', 'correction', 'repair');

-- CreateEnum
CREATE TYPE "CompletionOutcome" AS ENUM ('waiting', 'completed', 'unknown', 'doubtful', 'duplicate', 'unanswered', 'undone');

-- AlterEnum
ALTER TYPE "PaperChangeKind" ADD VALUE 'completion';
ALTER TYPE "PaperChangeKind" ADD VALUE 'repair';

-- AlterTable
ALTER TABLE "PaperChange" ADD COLUMN     "source" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "PaperOrigin" (
    "paperId" UUID NOT NULL,
    "field" "PaperField" NOT NULL,
    "kind" "OriginKind" NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "changeId" UUID,

    CONSTRAINT "PaperOrigin_pkey" PRIMARY KEY ("paperId","field")
);

-- CreateTable
CREATE TABLE "PaperCompletion" (
    "paperId" UUID NOT NULL,
    "outcome" "CompletionOutcome" NOT NULL DEFAULT 'waiting',
    "askAt" TIMESTAMPTZ(3),
    "askedAt" TIMESTAMPTZ(3),
    "asked" INTEGER NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL DEFAULT '',
    "duplicateOfId" UUID,

    CONSTRAINT "PaperCompletion_pkey" PRIMARY KEY ("paperId")
);

-- CreateIndex
CREATE INDEX "PaperOrigin_changeId_idx" ON "PaperOrigin"("changeId");

-- CreateIndex
CREATE INDEX "PaperCompletion_askAt_idx" ON "PaperCompletion"("askAt");

-- CreateIndex
CREATE INDEX "PaperCompletion_outcome_askedAt_idx" ON "PaperCompletion"("outcome", "askedAt");

-- CreateIndex
CREATE INDEX "PaperCompletion_duplicateOfId_idx" ON "PaperCompletion"("duplicateOfId");

-- AddForeignKey
ALTER TABLE "PaperOrigin" ADD CONSTRAINT "PaperOrigin_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperOrigin" ADD CONSTRAINT "PaperOrigin_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "PaperChange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperCompletion" ADD CONSTRAINT "PaperCompletion_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperCompletion" ADD CONSTRAINT "PaperCompletion_duplicateOfId_fkey" FOREIGN KEY ("duplicateOfId") REFERENCES "Paper"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The new values of an enum cannot be used in the transaction that adds them, but their names can.
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_completed_from_a_source"
  CHECK ((source <> '') = (kind::text = 'completion'));
ALTER TABLE "PaperOrigin"
  ADD CONSTRAINT "PaperOrigin_named" CHECK ((name <> '') = (kind IN ('file', 'source'))),
  ADD CONSTRAINT "PaperOrigin_by_a_change" CHECK ("changeId" IS NOT NULL OR kind NOT IN ('correction', 'repair'));
ALTER TABLE "PaperCompletion" ADD CONSTRAINT "PaperCompletion_duplicate"
  CHECK ("duplicateOfId" IS NULL OR outcome = 'duplicate');

-- Only corrections tell where the fields of earlier papers came from. Of all others nothing is known.
INSERT INTO "PaperOrigin" ("paperId", field, kind, at, "changeId")
  SELECT DISTINCT ON (c."paperId", f.field) c."paperId", f.field, 'correction', c."changedAt", c.id
  FROM "PaperFieldChange" f JOIN "PaperChange" c ON c.id = f."changeId"
  ORDER BY c."paperId", f.field, c.version DESC;
DELETE FROM "PaperOrigin" o USING "PaperFieldChange" f
  WHERE f."changeId" = o."changeId" AND f.field = o.field AND f.after IN ('""', '[]');

INSERT INTO "PaperCompletion" ("paperId", "askAt")
  SELECT p.id, CURRENT_TIMESTAMP FROM "Paper" p WHERE coalesce(cardinality(p.authors), 0) = 0
    OR NOT EXISTS (SELECT FROM "PaperIdentifier" i WHERE i."paperId" = p.id AND i.type <> 'isbn');

-- Moderators merge papers that are the same, and can undo it.
-- CreateEnum
CREATE TYPE "MovedKind" AS ENUM ('upvote', 'identifier', 'suggestion', 'awaited', 'merge', 'nomination', 'candidate', 'reading', 'withdrawal', 'offer', 'objection', 'thread', 'joinedThread', 'following', 'notification', 'digestItem', 'act', 'watched');

-- AlterTable
ALTER TABLE "ModerationAct" ADD COLUMN     "paperId" UUID;

-- AlterTable
ALTER TABLE "PaperChange" ADD COLUMN     "beganId" UUID,
ADD COLUMN     "mergeId" UUID,
ADD COLUMN     "otherSlug" TEXT,
ADD COLUMN     "otherTitle" TEXT,
ALTER COLUMN "paperId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "PaperSuggestion" ADD COLUMN     "mergeId" UUID,
ALTER COLUMN "paperId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Thread" ADD COLUMN     "joinedId" UUID;

-- CreateTable
CREATE TABLE "PaperMerge" (
    "id" UUID NOT NULL,
    "formerId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "paper" JSONB NOT NULL,
    "keptId" UUID NOT NULL,
    "mergedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaperMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MovedRow" (
    "id" UUID NOT NULL,
    "mergeId" UUID NOT NULL,
    "kind" "MovedKind" NOT NULL,
    "rowId" UUID,
    "personId" UUID,
    "was" JSONB,

    CONSTRAINT "MovedRow_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PaperMerge_formerId_key" ON "PaperMerge"("formerId");

-- CreateIndex
CREATE UNIQUE INDEX "PaperMerge_slug_key" ON "PaperMerge"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "PaperChange_beganId_key" ON "PaperChange"("beganId");

-- CreateIndex
CREATE INDEX "PaperMerge_keptId_mergedAt_idx" ON "PaperMerge"("keptId", "mergedAt");

-- CreateIndex
CREATE INDEX "MovedRow_mergeId_kind_idx" ON "MovedRow"("mergeId", "kind");

-- CreateIndex
CREATE INDEX "MovedRow_personId_idx" ON "MovedRow"("personId");

-- CreateIndex
CREATE INDEX "ModerationAct_paperId_idx" ON "ModerationAct"("paperId");

-- CreateIndex
CREATE INDEX "PaperChange_mergeId_idx" ON "PaperChange"("mergeId");

-- CreateIndex
CREATE INDEX "PaperSuggestion_mergeId_idx" ON "PaperSuggestion"("mergeId");

-- CreateIndex
CREATE INDEX "Thread_joinedId_idx" ON "Thread"("joinedId");

-- AddForeignKey
ALTER TABLE "ModerationAct" ADD CONSTRAINT "ModerationAct_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_mergeId_fkey" FOREIGN KEY ("mergeId") REFERENCES "PaperMerge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperSuggestion" ADD CONSTRAINT "PaperSuggestion_mergeId_fkey" FOREIGN KEY ("mergeId") REFERENCES "PaperMerge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperMerge" ADD CONSTRAINT "PaperMerge_keptId_fkey" FOREIGN KEY ("keptId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_beganId_fkey" FOREIGN KEY ("beganId") REFERENCES "PaperMerge"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MovedRow" ADD CONSTRAINT "MovedRow_mergeId_fkey" FOREIGN KEY ("mergeId") REFERENCES "PaperMerge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MovedRow" ADD CONSTRAINT "MovedRow_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thread" ADD CONSTRAINT "Thread_joinedId_fkey" FOREIGN KEY ("joinedId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A thread is on a paper or on a meeting, or its comments are in another thread.
ALTER TABLE "Thread" DROP CONSTRAINT "Thread_on_one_thing",
  ADD CONSTRAINT "Thread_on_one_thing" CHECK (num_nonnulls("paperId", "meetingId", "joinedId") = 1);

-- A change or a suggestion belongs to a paper, or to the merge that took its paper away.
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_of_one_thing" CHECK (num_nonnulls("paperId", "mergeId") = 1),
  ADD CONSTRAINT "PaperChange_merge_names_other"
    CHECK ((kind IN ('merge', 'unmerge')) = ("otherSlug" IS NOT NULL AND "otherTitle" IS NOT NULL));
ALTER TABLE "PaperSuggestion" ADD CONSTRAINT "PaperSuggestion_of_one_thing" CHECK (num_nonnulls("paperId", "mergeId") = 1);

-- Upvotes of deleted people stay. Moving them is not recorded, because nothing is written for a deleted person.
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "MovedRow" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'leave out');

-- AlterEnum
ALTER TYPE "BallotEventKind" ADD VALUE 'described';
ALTER TYPE "BallotEventKind" ADD VALUE 'reminded';

-- AlterTable
ALTER TABLE "Ballot" ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "title" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Reading" ADD COLUMN     "readAt" TIMESTAMPTZ(3),
ADD COLUMN     "readById" UUID;

-- CreateIndex
CREATE INDEX "Reading_groupId_readAt_idx" ON "Reading"("groupId", "readAt");

-- Somebody said it only of what was read.
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_read_by_somebody" CHECK ("readById" IS NULL OR "readAt" IS NOT NULL);

-- A paper is read when its meeting ends, also one that is ahead. A cancelled meeting reads nothing.
UPDATE "Reading" r SET "readAt" = m."startsAt" + m.minutes * interval '1 minute'
  FROM "Meeting" m WHERE m."readingId" = r.id AND m."cancelledAt" IS NULL;

-- Groups that plan no meetings here read papers without saying so. Their histories showed these papers on the day of the
-- choice, and go on doing so; newer choices wait for their meeting.
UPDATE "Reading" r SET "readAt" = r."chosenAt"
  WHERE r."readAt" IS NULL AND r."chosenAt" < now() - interval '60 days'
    AND NOT EXISTS (SELECT FROM "Meeting" m WHERE m."readingId" = r.id);

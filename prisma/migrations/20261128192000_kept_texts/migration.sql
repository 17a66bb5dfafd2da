-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "rendering" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "CommentVersion" ADD COLUMN     "rendering" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "MeetingText" ADD COLUMN     "rendering" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Comment_rendering_idx" ON "Comment"("rendering");

-- CreateIndex
CREATE INDEX "CommentVersion_rendering_idx" ON "CommentVersion"("rendering");

-- CreateIndex
CREATE INDEX "MeetingText_rendering_idx" ON "MeetingText"("rendering");

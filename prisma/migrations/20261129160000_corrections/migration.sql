-- CreateEnum
CREATE TYPE "PaperField" AS ENUM ('title', 'authors', 'abstract', 'url', 'arxivId', 'doi', 'publishedOn');

-- CreateEnum
CREATE TYPE "PaperChangeKind" AS ENUM ('edit', 'suggestion', 'undo');

-- AlterTable
ALTER TABLE "Paper" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "PaperChange" (
    "id" UUID NOT NULL,
    "paperId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" "PaperChangeKind" NOT NULL,
    "changedById" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoesId" UUID,
    "suggestionId" UUID,

    CONSTRAINT "PaperChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaperFieldChange" (
    "changeId" UUID NOT NULL,
    "field" "PaperField" NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "PaperFieldChange_pkey" PRIMARY KEY ("changeId","field")
);

-- CreateTable
CREATE TABLE "PaperSuggestion" (
    "id" UUID NOT NULL,
    "paperId" UUID NOT NULL,
    "suggestedById" UUID NOT NULL,
    "changes" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "suggestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "accepted" BOOLEAN,
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "PaperSuggestion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PaperChange_suggestionId_key" ON "PaperChange"("suggestionId");

-- CreateIndex
CREATE INDEX "PaperChange_changedById_idx" ON "PaperChange"("changedById");

-- CreateIndex
CREATE INDEX "PaperChange_undoesId_idx" ON "PaperChange"("undoesId");

-- CreateIndex
CREATE UNIQUE INDEX "PaperChange_paperId_version_key" ON "PaperChange"("paperId", "version");

-- CreateIndex
CREATE INDEX "PaperSuggestion_paperId_suggestedAt_idx" ON "PaperSuggestion"("paperId", "suggestedAt");

-- CreateIndex
CREATE INDEX "PaperSuggestion_suggestedAt_idx" ON "PaperSuggestion"("suggestedAt");

-- CreateIndex
CREATE INDEX "PaperSuggestion_suggestedById_idx" ON "PaperSuggestion"("suggestedById");

-- CreateIndex
CREATE INDEX "PaperSuggestion_decidedById_idx" ON "PaperSuggestion"("decidedById");

-- AddForeignKey
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_changedById_fkey" FOREIGN KEY ("changedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_undoesId_fkey" FOREIGN KEY ("undoesId") REFERENCES "PaperChange"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_suggestionId_fkey" FOREIGN KEY ("suggestionId") REFERENCES "PaperSuggestion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperFieldChange" ADD CONSTRAINT "PaperFieldChange_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "PaperChange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperSuggestion" ADD CONSTRAINT "PaperSuggestion_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperSuggestion" ADD CONSTRAINT "PaperSuggestion_suggestedById_fkey" FOREIGN KEY ("suggestedById") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperSuggestion" ADD CONSTRAINT "PaperSuggestion_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE UNIQUE INDEX "PaperSuggestion_one_open" ON "PaperSuggestion"("paperId", "suggestedById") WHERE "decidedAt" IS NULL;

ALTER TABLE "PaperSuggestion" ADD CONSTRAINT "PaperSuggestion_decided_with_answer"
  CHECK (("decidedAt" IS NULL) = (accepted IS NULL));

-- An undo names what it takes back, and nothing else does.
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_undoes_something"
  CHECK ("undoesId" IS NULL OR kind = 'undo');

CREATE TRIGGER "demand_changedById" BEFORE INSERT OR UPDATE OF "changedById" ON "PaperChange" FOR EACH ROW
  WHEN (NEW."changedById" IS NOT NULL) EXECUTE FUNCTION demand_person('changedById', 'refuse');
CREATE TRIGGER "demand_suggestedById" BEFORE INSERT OR UPDATE OF "suggestedById" ON "PaperSuggestion" FOR EACH ROW
  WHEN (NEW."suggestedById" IS NOT NULL) EXECUTE FUNCTION demand_person('suggestedById', 'refuse');
CREATE TRIGGER "demand_decidedById" BEFORE INSERT OR UPDATE OF "decidedById" ON "PaperSuggestion" FOR EACH ROW
  WHEN (NEW."decidedById" IS NOT NULL) EXECUTE FUNCTION demand_person('decidedById', 'refuse');

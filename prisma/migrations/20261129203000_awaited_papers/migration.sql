-- Papers that people wait for, because their source does not have them yet.
-- CreateTable
CREATE TABLE "AwaitedPaper" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "askAt" TIMESTAMPTZ(3) NOT NULL,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "endedAt" TIMESTAMPTZ(3),
    "came" BOOLEAN NOT NULL DEFAULT false,
    "paperId" UUID,

    CONSTRAINT "AwaitedPaper_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AwaitedPaper_askAt_idx" ON "AwaitedPaper"("askAt");

-- CreateIndex
CREATE INDEX "AwaitedPaper_paperId_idx" ON "AwaitedPaper"("paperId");

-- CreateIndex
CREATE UNIQUE INDEX "AwaitedPaper_personId_type_value_key" ON "AwaitedPaper"("personId", "type", "value");

-- AddForeignKey
ALTER TABLE "AwaitedPaper" ADD CONSTRAINT "AwaitedPaper_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwaitedPaper" ADD CONSTRAINT "AwaitedPaper_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "AwaitedPaper"
  ADD CONSTRAINT "AwaitedPaper_ended_check" CHECK ("endedAt" IS NOT NULL OR (NOT came AND "paperId" IS NULL)),
  ADD CONSTRAINT "AwaitedPaper_came_check" CHECK (came OR "paperId" IS NULL);

CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "AwaitedPaper" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');

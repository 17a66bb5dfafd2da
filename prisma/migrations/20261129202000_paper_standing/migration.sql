-- The counters that change with each upvote stand in a narrow table: a change writes the row, and an entry of each of
-- its indexes, anew.

-- CreateTable
CREATE TABLE "PaperStanding" (
    "paperId" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "upvoteCount" INTEGER NOT NULL DEFAULT 0,
    "trendingWeight" DECIMAL(1000,0) NOT NULL DEFAULT 0,
    "heat" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "PaperStanding_pkey" PRIMARY KEY ("paperId")
);

INSERT INTO "PaperStanding" ("paperId", "addedAt", "upvoteCount", "trendingWeight", heat)
SELECT id, "addedAt", "upvoteCount", "trendingWeight", heat FROM "Paper";

-- CreateIndex
CREATE INDEX "PaperStanding_heat_paperId_idx" ON "PaperStanding"("heat" DESC, "paperId");

-- CreateIndex
CREATE INDEX "PaperStanding_upvoteCount_paperId_idx" ON "PaperStanding"("upvoteCount" DESC, "paperId");

-- AddForeignKey
ALTER TABLE "PaperStanding" ADD CONSTRAINT "PaperStanding_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- DropIndex
DROP INDEX "Paper_heat_id_idx";

-- DropIndex
DROP INDEX "Paper_upvoteCount_id_idx";

-- AlterTable
ALTER TABLE "Paper" DROP COLUMN "heat",
DROP COLUMN "trendingWeight",
DROP COLUMN "upvoteCount";

-- Each paper has a standing from its addition on, however it is added, and the standing has the paper's time.
CREATE FUNCTION keep_paper_standing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO "PaperStanding" ("paperId", "addedAt", "trendingWeight", heat)
    VALUES (NEW.id, NEW."addedAt", trending_weight(NEW."addedAt"), trending_score(trending_weight(NEW."addedAt")))
    ON CONFLICT ("paperId") DO UPDATE SET "addedAt" = EXCLUDED."addedAt";
  RETURN NULL;
END $$;

CREATE TRIGGER keep_paper_standing AFTER INSERT OR UPDATE OF "addedAt" ON "Paper"
  FOR EACH ROW EXECUTE FUNCTION keep_paper_standing();

ANALYZE "PaperStanding";

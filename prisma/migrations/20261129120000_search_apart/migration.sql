-- The words of a paper stand in a table of their own. Each upvote writes the paper's row anew, and with it an entry of
-- every index of its table: the index of words would take about a hundred.
-- CreateTable
CREATE TABLE "PaperSearch" (
    "paperId" UUID NOT NULL,
    "search" tsvector,

    CONSTRAINT "PaperSearch_pkey" PRIMARY KEY ("paperId")
);

INSERT INTO "PaperSearch" ("paperId", "search") SELECT "id", "search" FROM "Paper";

-- DropIndex
DROP INDEX "Paper_search_idx";

-- AlterTable
ALTER TABLE "Paper" DROP COLUMN "search";

-- CreateIndex
CREATE INDEX "PaperSearch_search_idx" ON "PaperSearch" USING GIN ("search");
-- Words are written once now. Without a list of new rows, which each search would have to read whole.
ALTER INDEX "PaperSearch_search_idx" SET (fastupdate = off);

-- AddForeignKey
ALTER TABLE "PaperSearch" ADD CONSTRAINT "PaperSearch_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION keep_paper_search() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO "PaperSearch" ("paperId", "search") VALUES (NEW.id, paper_search(NEW.title, NEW.authors, NEW.abstract))
    ON CONFLICT ("paperId") DO UPDATE SET "search" = EXCLUDED."search";
  RETURN NULL;
END $$;
CREATE TRIGGER paper_search_kept AFTER INSERT OR UPDATE OF title, authors, abstract ON "Paper"
  FOR EACH ROW EXECUTE FUNCTION keep_paper_search();

ANALYZE "PaperSearch";

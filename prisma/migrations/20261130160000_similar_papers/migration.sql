-- CreateTable
CREATE TABLE "SimilarPaper" (
    "paperId" UUID NOT NULL,
    "similarId" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "shared" TEXT[],

    CONSTRAINT "SimilarPaper_pkey" PRIMARY KEY ("paperId","similarId")
);

-- CreateTable
CREATE TABLE "PaperToCompare" (
    "paperId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaperToCompare_pkey" PRIMARY KEY ("paperId")
);

-- CreateTable
CREATE TABLE "WordStem" (
    "stem" TEXT NOT NULL,
    "papers" INTEGER NOT NULL,

    CONSTRAINT "WordStem_pkey" PRIMARY KEY ("stem")
);

-- CreateTable
CREATE TABLE "WordStemCount" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "countedAt" TIMESTAMPTZ(3) NOT NULL,
    "papers" INTEGER NOT NULL,

    CONSTRAINT "WordStemCount_pkey" PRIMARY KEY ("only"),
    CONSTRAINT "WordStemCount_one_row" CHECK ("only")
);

-- CreateIndex
CREATE INDEX "SimilarPaper_similarId_idx" ON "SimilarPaper"("similarId");

-- CreateIndex
CREATE INDEX "PaperToCompare_since_paperId_idx" ON "PaperToCompare"("since", "paperId");

-- AddForeignKey
ALTER TABLE "SimilarPaper" ADD CONSTRAINT "SimilarPaper_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SimilarPaper" ADD CONSTRAINT "SimilarPaper_similarId_fkey" FOREIGN KEY ("similarId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperToCompare" ADD CONSTRAINT "PaperToCompare_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A paper is compared again when its words change, whoever changed them.
CREATE FUNCTION note_paper_to_compare() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "PaperToCompare" ("paperId", "since") VALUES (NEW."paperId", clock_timestamp())
    ON CONFLICT ("paperId") DO UPDATE SET "since" = EXCLUDED."since";
  RETURN NULL;
END $$;
CREATE TRIGGER paper_to_compare AFTER INSERT OR UPDATE OF search ON "PaperSearch"
  FOR EACH ROW EXECUTE FUNCTION note_paper_to_compare();

INSERT INTO "PaperToCompare" ("paperId", "since") SELECT "paperId", now() FROM "PaperSearch";

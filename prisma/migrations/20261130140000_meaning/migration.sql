-- CreateTable
CREATE TABLE "MeaningModel" (
    "key" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "dims" INTEGER NOT NULL DEFAULT 0,
    "floor" DOUBLE PRECISION,
    "floorPapers" INTEGER NOT NULL DEFAULT 0,
    "servesSince" TIMESTAMPTZ(3),
    "trouble" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "MeaningModel_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "PaperVector" (
    "modelKey" TEXT NOT NULL,
    "paperId" UUID NOT NULL,
    "part" SMALLINT NOT NULL DEFAULT 0,
    "number" BIGSERIAL NOT NULL,
    "scale" REAL NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "PaperVector_pkey" PRIMARY KEY ("modelKey","paperId","part")
);

-- CreateIndex
CREATE INDEX "PaperVector_modelKey_number_idx" ON "PaperVector"("modelKey", "number");

-- CreateIndex
CREATE INDEX "PaperVector_paperId_idx" ON "PaperVector"("paperId");

-- AddForeignKey
ALTER TABLE "PaperVector" ADD CONSTRAINT "PaperVector_modelKey_fkey" FOREIGN KEY ("modelKey") REFERENCES "MeaningModel"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperVector" ADD CONSTRAINT "PaperVector_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Questions are compared with the vectors of one model.
CREATE UNIQUE INDEX "MeaningModel_serving" ON "MeaningModel" ((true)) WHERE "servesSince" IS NOT NULL;
ALTER TABLE "MeaningModel" ADD CONSTRAINT "MeaningModel_serves_measured"
  CHECK ("servesSince" IS NULL OR ("floor" IS NOT NULL AND "dims" > 0));
-- Numbers of a vector hardly compress, and are read whole.
ALTER TABLE "PaperVector" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- A vector is of the text that the paper has. Whoever writes one holds the paper's row, so that none comes after this.
CREATE FUNCTION drop_vectors_of_changed_paper() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM "PaperVector" WHERE "paperId" = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER paper_vectors_dropped AFTER UPDATE OF title, abstract ON "Paper" FOR EACH ROW
  WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.abstract IS DISTINCT FROM NEW.abstract)
  EXECUTE FUNCTION drop_vectors_of_changed_paper();

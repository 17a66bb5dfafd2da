-- AlterTable
ALTER TABLE "Paper" ADD COLUMN     "abstractHtml" TEXT,
ADD COLUMN     "excerptHtml" TEXT,
ADD COLUMN     "rendering" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Paper_rendering_idx" ON "Paper"("rendering");

ALTER TABLE "Paper" ADD CONSTRAINT "Paper_rendering_check"
  CHECK ("rendering" = 0 OR ("abstractHtml" IS NOT NULL AND "excerptHtml" IS NOT NULL));

-- What is shown never outlives what was written, whoever writes: the queue renders the new abstract.
CREATE FUNCTION forget_rendering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.abstract IS DISTINCT FROM OLD.abstract
    AND NEW."abstractHtml" IS NOT DISTINCT FROM OLD."abstractHtml" THEN
    NEW."abstractHtml" := NULL;
    NEW."excerptHtml" := NULL;
    NEW."rendering" := 0;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "Paper_forget_rendering" BEFORE UPDATE OF abstract ON "Paper"
  FOR EACH ROW EXECUTE FUNCTION forget_rendering();

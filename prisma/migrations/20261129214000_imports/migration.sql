-- CreateTable
CREATE TABLE "PaperImport" (
    "id" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "importedById" UUID,
    "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "PaperImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportedPaper" (
    "paperId" UUID NOT NULL,
    "importId" UUID NOT NULL,

    CONSTRAINT "ImportedPaper_pkey" PRIMARY KEY ("paperId")
);

-- CreateIndex
CREATE INDEX "PaperImport_importedById_idx" ON "PaperImport"("importedById");

-- CreateIndex
CREATE INDEX "ImportedPaper_importId_idx" ON "ImportedPaper"("importId");

-- AddForeignKey
ALTER TABLE "PaperImport" ADD CONSTRAINT "PaperImport_importedById_fkey" FOREIGN KEY ("importedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedPaper" ADD CONSTRAINT "ImportedPaper_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedPaper" ADD CONSTRAINT "ImportedPaper_importId_fkey" FOREIGN KEY ("importId") REFERENCES "PaperImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nobody imports for a deleted person.
CREATE TRIGGER "demand_importedById" BEFORE INSERT OR UPDATE OF "importedById" ON "PaperImport" FOR EACH ROW
  WHEN (NEW."importedById" IS NOT NULL) EXECUTE FUNCTION demand_person('importedById', 'refuse');

-- This is the address of a form now.
UPDATE "Paper" SET slug = 'import-paper-' || left(id::text, 8) WHERE slug = 'import';

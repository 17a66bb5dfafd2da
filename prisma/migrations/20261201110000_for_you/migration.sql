-- AlterEnum: no statement below uses the new values, which the transaction that adds them may not.
ALTER TYPE "MovedKind" ADD VALUE 'dismissal';

-- AlterEnum
ALTER TYPE "SourceKind" ADD VALUE 'forYou';

-- AlterEnum
ALTER TYPE "DigestItemKind" ADD VALUE 'forYou';

-- CreateTable
CREATE TABLE "Dismissal" (
    "personId" UUID NOT NULL,
    "paperId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Dismissal_pkey" PRIMARY KEY ("personId","paperId")
);

-- CreateIndex
CREATE INDEX "Dismissal_personId_createdAt_paperId_idx" ON "Dismissal"("personId", "createdAt" DESC, "paperId");

-- CreateIndex
CREATE INDEX "Dismissal_paperId_idx" ON "Dismissal"("paperId");

-- AddForeignKey
ALTER TABLE "Dismissal" ADD CONSTRAINT "Dismissal_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dismissal" ADD CONSTRAINT "Dismissal_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nothing is written for a deleted person.
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "Dismissal" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');

-- AlterEnum
ALTER TYPE "ModerationKind" ADD VALUE 'removeObjection';
ALTER TYPE "ModerationKind" ADD VALUE 'dismissObjection';

-- AlterTable
ALTER TABLE "ModerationAct" ADD COLUMN     "nominationId" UUID;

-- CreateTable
CREATE TABLE "ObjectionReport" (
    "nominationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "reporterId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ObjectionReport_pkey" PRIMARY KEY ("nominationId","personId","reporterId")
);

-- CreateIndex
CREATE INDEX "ObjectionReport_reporterId_idx" ON "ObjectionReport"("reporterId");

-- CreateIndex
CREATE INDEX "ModerationAct_nominationId_idx" ON "ModerationAct"("nominationId");

-- AddForeignKey
ALTER TABLE "ObjectionReport" ADD CONSTRAINT "ObjectionReport_nominationId_personId_fkey" FOREIGN KEY ("nominationId", "personId") REFERENCES "Objection"("nominationId", "personId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObjectionReport" ADD CONSTRAINT "ObjectionReport_reporterId_fkey" FOREIGN KEY ("reporterId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModerationAct" ADD CONSTRAINT "ModerationAct_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "ObjectionReport" ADD CONSTRAINT "ObjectionReport_gives_a_reason" CHECK (char_length("reason") BETWEEN 1 AND 500),
  ADD CONSTRAINT "ObjectionReport_is_about_somebody_else" CHECK ("personId" <> "reporterId");

-- Nobody writes for a deleted person.
CREATE TRIGGER "demand_reporterId" BEFORE INSERT OR UPDATE OF "reporterId" ON "ObjectionReport" FOR EACH ROW
  WHEN (NEW."reporterId" IS NOT NULL) EXECUTE FUNCTION demand_person('reporterId', 'refuse');

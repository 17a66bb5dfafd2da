-- CreateTable
CREATE TABLE "Objection" (
    "nominationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Objection_pkey" PRIMARY KEY ("nominationId","personId"),
    CONSTRAINT "Objection_gives_a_reason" CHECK (char_length("reason") BETWEEN 1 AND 300)
);

-- CreateIndex
CREATE INDEX "Objection_personId_idx" ON "Objection"("personId");

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "Objection" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');

-- CreateTable
CREATE TABLE "DifferentPapers" (
    "firstId" UUID NOT NULL,
    "secondId" UUID NOT NULL,
    "saidAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DifferentPapers_pkey" PRIMARY KEY ("firstId","secondId"),
    CONSTRAINT "DifferentPapers_order" CHECK ("firstId" < "secondId")
);

-- CreateIndex
CREATE INDEX "DifferentPapers_secondId_idx" ON "DifferentPapers"("secondId");

-- The page of possible duplicates reads papers that share their title with an earlier one.
CREATE INDEX "Paper_namesakes_idx" ON "Paper"("addedAt" DESC, "id") WHERE "namesake" > 0;

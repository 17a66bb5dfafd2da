-- CreateTable
CREATE TABLE "SourceAnswer" (
    "key" CHAR(64) NOT NULL,
    "source" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SourceAnswer_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "SourcePause" (
    "source" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SourcePause_pkey" PRIMARY KEY ("source")
);

-- CreateIndex
CREATE INDEX "SourceAnswer_fetchedAt_idx" ON "SourceAnswer"("fetchedAt");

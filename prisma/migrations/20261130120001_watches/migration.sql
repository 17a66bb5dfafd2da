-- CreateEnum
CREATE TYPE "WatchKind" AS ENUM ('arxiv', 'feed', 'crossref', 'openalex');

-- CreateEnum
CREATE TYPE "WatchOutcome" AS ENUM ('looked', 'noAnswer', 'unreadable');

-- CreateTable
CREATE TABLE "Watch" (
    "id" UUID NOT NULL,
    "groupId" UUID,
    "kind" "WatchKind" NOT NULL,
    "query" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "perDay" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "pausedAt" TIMESTAMPTZ(3),
    "stoppedAt" TIMESTAMPTZ(3),
    "askedAt" TIMESTAMPTZ(3),
    "ranAt" TIMESTAMPTZ(3),
    "outcome" "WatchOutcome",
    "brought" INTEGER NOT NULL DEFAULT 0,
    "left" INTEGER NOT NULL DEFAULT 0,
    "unnamed" INTEGER NOT NULL DEFAULT 0,
    "unclear" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "etag" TEXT NOT NULL DEFAULT '',
    "lastModified" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Watch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WatchedPaper" (
    "id" UUID NOT NULL,
    "watchId" UUID NOT NULL,
    "key" CHAR(64) NOT NULL,
    "paperId" UUID,
    "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "brought" BOOLEAN NOT NULL,
    "dismissedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WatchedPaper_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Watch_nextAt_idx" ON "Watch"("nextAt");

-- The site is an owner as well: its watches have no group.
CREATE UNIQUE INDEX "Watch_groupId_kind_query_key" ON "Watch"("groupId", "kind", "query") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "WatchedPaper_watchId_foundAt_idx" ON "WatchedPaper"("watchId", "foundAt");

-- CreateIndex
CREATE INDEX "WatchedPaper_paperId_idx" ON "WatchedPaper"("paperId");

-- CreateIndex
CREATE UNIQUE INDEX "WatchedPaper_watchId_key_key" ON "WatchedPaper"("watchId", "key");

-- AddForeignKey
ALTER TABLE "Watch" ADD CONSTRAINT "Watch_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WatchedPaper" ADD CONSTRAINT "WatchedPaper_watchId_fkey" FOREIGN KEY ("watchId") REFERENCES "Watch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WatchedPaper" ADD CONSTRAINT "WatchedPaper_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "Watch"
  ADD CONSTRAINT "Watch_perDay_check" CHECK ("perDay" BETWEEN 1 AND 20),
  ADD CONSTRAINT "Watch_query_check" CHECK (length(query) BETWEEN 1 AND 500),
  ADD CONSTRAINT "Watch_name_check" CHECK (length(name) BETWEEN 1 AND 100);

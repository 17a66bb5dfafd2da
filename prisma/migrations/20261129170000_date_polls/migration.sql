-- CreateTable
CREATE TABLE "Reader" (
    "readingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reader_pkey" PRIMARY KEY ("readingId","personId")
);

-- CreateTable
CREATE TABLE "DatePoll" (
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "readingId" UUID NOT NULL,
    "minutes" INTEGER NOT NULL DEFAULT 90,
    "place" TEXT NOT NULL DEFAULT '',
    "link" TEXT NOT NULL DEFAULT '',
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),
    "chosenId" UUID,
    "chosenById" UUID,
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelledById" UUID,

    CONSTRAINT "DatePoll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollDate" (
    "id" UUID NOT NULL,
    "pollId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PollDate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DateAnswer" (
    "dateId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "answer" "RsvpAnswer" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DateAnswer_pkey" PRIMARY KEY ("dateId","personId")
);

-- CreateIndex
CREATE INDEX "Reader_personId_idx" ON "Reader"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "DatePoll_chosenId_key" ON "DatePoll"("chosenId");

-- CreateIndex
CREATE INDEX "DatePoll_groupId_createdAt_idx" ON "DatePoll"("groupId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "DatePoll_readingId_idx" ON "DatePoll"("readingId");

-- CreateIndex
CREATE UNIQUE INDEX "PollDate_pollId_startsAt_key" ON "PollDate"("pollId", "startsAt");

-- CreateIndex
CREATE INDEX "DateAnswer_personId_idx" ON "DateAnswer"("personId");

-- AddForeignKey
ALTER TABLE "Reader" ADD CONSTRAINT "Reader_readingId_fkey" FOREIGN KEY ("readingId") REFERENCES "Reading"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reader" ADD CONSTRAINT "Reader_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatePoll" ADD CONSTRAINT "DatePoll_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatePoll" ADD CONSTRAINT "DatePoll_readingId_fkey" FOREIGN KEY ("readingId") REFERENCES "Reading"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollDate" ADD CONSTRAINT "PollDate_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "DatePoll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DateAnswer" ADD CONSTRAINT "DateAnswer_dateId_fkey" FOREIGN KEY ("dateId") REFERENCES "PollDate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DateAnswer" ADD CONSTRAINT "DateAnswer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- What the schema language cannot say.
ALTER TABLE "DatePoll" ADD CONSTRAINT "DatePoll_length" CHECK ("minutes" BETWEEN 10 AND 720),
  ADD CONSTRAINT "DatePoll_link_is_web" CHECK ("link" = '' OR "link" ~ '^https?://'),
  ADD CONSTRAINT "DatePoll_closes_later" CHECK ("closesAt" > "createdAt"),
  ADD CONSTRAINT "DatePoll_chosen_when_closed" CHECK ("chosenId" IS NULL OR "closedAt" IS NOT NULL),
  ADD CONSTRAINT "DatePoll_chosen_by_somebody" CHECK ("chosenById" IS NULL OR "chosenId" IS NOT NULL),
  ADD CONSTRAINT "DatePoll_cancelled_when_closed" CHECK ("cancelledAt" IS NULL OR "closedAt" IS NOT NULL),
  ADD CONSTRAINT "DatePoll_cancelled_by_somebody" CHECK ("cancelledById" IS NULL OR "cancelledAt" IS NOT NULL),
  ADD CONSTRAINT "DatePoll_one_end" CHECK ("chosenId" IS NULL OR "cancelledAt" IS NULL);

-- Nobody writes for a deleted person.
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "Reader" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "DateAnswer" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');

-- At most one that still leads to a meeting.
CREATE UNIQUE INDEX "DatePoll_one_of_reading" ON "DatePoll" ("readingId") WHERE "chosenId" IS NULL AND "cancelledAt" IS NULL;

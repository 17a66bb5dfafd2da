-- CreateEnum
CREATE TYPE "RsvpAnswer" AS ENUM ('yes', 'maybe', 'no');

-- CreateEnum
CREATE TYPE "MeetingTextKind" AS ENUM ('agenda', 'notes');

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN     "cancelledAt" TIMESTAMPTZ(3),
ADD COLUMN     "cancelledById" UUID,
ADD COLUMN     "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "link" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "minutes" INTEGER NOT NULL DEFAULT 90,
ADD COLUMN     "movedAt" TIMESTAMPTZ(3),
ADD COLUMN     "presenterId" UUID,
ADD COLUMN     "sequence" INTEGER NOT NULL DEFAULT 0;



-- CreateTable
CREATE TABLE "MeetingText" (
    "meetingId" UUID NOT NULL,
    "kind" "MeetingTextKind" NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "writtenById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MeetingText_pkey" PRIMARY KEY ("meetingId","kind","version")
);

-- CreateTable
CREATE TABLE "MeetingLink" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "addedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MeetingLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rsvp" (
    "meetingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "answer" "RsvpAnswer" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Rsvp_pkey" PRIMARY KEY ("meetingId","personId")
);

-- CreateTable
CREATE TABLE "PassedTurn" (
    "meetingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PassedTurn_pkey" PRIMARY KEY ("meetingId","personId")
);

-- CreateTable
CREATE TABLE "Away" (
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "fromDay" DATE NOT NULL,
    "lastDay" DATE NOT NULL,

    CONSTRAINT "Away_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingSlot" (
    "groupId" UUID NOT NULL,
    "fromDay" DATE NOT NULL,
    "everyWeeks" INTEGER NOT NULL DEFAULT 1,
    "weekday" INTEGER NOT NULL,
    "time" CHAR(5) NOT NULL,
    "minutes" INTEGER NOT NULL DEFAULT 90,
    "place" TEXT NOT NULL DEFAULT '',
    "link" TEXT NOT NULL DEFAULT '',
    "rotates" BOOLEAN NOT NULL DEFAULT false,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedById" UUID,

    CONSTRAINT "MeetingSlot_pkey" PRIMARY KEY ("groupId")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "groupId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MeetingText_writtenById_idx" ON "MeetingText"("writtenById");

-- CreateIndex
CREATE INDEX "MeetingLink_meetingId_createdAt_idx" ON "MeetingLink"("meetingId", "createdAt");

-- CreateIndex
CREATE INDEX "MeetingLink_addedById_idx" ON "MeetingLink"("addedById");

-- CreateIndex
CREATE INDEX "Rsvp_personId_idx" ON "Rsvp"("personId");

-- CreateIndex
CREATE INDEX "PassedTurn_personId_idx" ON "PassedTurn"("personId");

-- CreateIndex
CREATE INDEX "Away_groupId_personId_lastDay_idx" ON "Away"("groupId", "personId", "lastDay");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_tokenHash_key" ON "CalendarFeed"("tokenHash");

-- CreateIndex
CREATE INDEX "CalendarFeed_personId_idx" ON "CalendarFeed"("personId");

-- CreateIndex
CREATE INDEX "CalendarFeed_groupId_personId_idx" ON "CalendarFeed"("groupId", "personId");

-- CreateIndex
CREATE INDEX "Meeting_presenterId_idx" ON "Meeting"("presenterId");

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_presenterId_fkey" FOREIGN KEY ("presenterId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingText" ADD CONSTRAINT "MeetingText_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingText" ADD CONSTRAINT "MeetingText_writtenById_fkey" FOREIGN KEY ("writtenById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingLink" ADD CONSTRAINT "MeetingLink_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingLink" ADD CONSTRAINT "MeetingLink_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rsvp" ADD CONSTRAINT "Rsvp_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rsvp" ADD CONSTRAINT "Rsvp_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PassedTurn" ADD CONSTRAINT "PassedTurn_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PassedTurn" ADD CONSTRAINT "PassedTurn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Away" ADD CONSTRAINT "Away_groupId_personId_fkey" FOREIGN KEY ("groupId", "personId") REFERENCES "Membership"("groupId", "personId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingSlot" ADD CONSTRAINT "MeetingSlot_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_groupId_personId_fkey" FOREIGN KEY ("groupId", "personId") REFERENCES "Membership"("groupId", "personId") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_length" CHECK ("minutes" BETWEEN 10 AND 720),
  ADD CONSTRAINT "Meeting_sequence_not_negative" CHECK ("sequence" >= 0),
  ADD CONSTRAINT "Meeting_link_is_web" CHECK ("link" = '' OR "link" ~ '^https?://'),
  ADD CONSTRAINT "Meeting_cancelled_by_somebody" CHECK ("cancelledById" IS NULL OR "cancelledAt" IS NOT NULL);
ALTER TABLE "MeetingText" ADD CONSTRAINT "MeetingText_version_from_one" CHECK ("version" >= 1);
ALTER TABLE "MeetingLink" ADD CONSTRAINT "MeetingLink_url_is_web" CHECK ("url" ~ '^https?://'),
  ADD CONSTRAINT "MeetingLink_has_title" CHECK ("title" <> '');
ALTER TABLE "Away" ADD CONSTRAINT "Away_in_order" CHECK ("lastDay" >= "fromDay");
ALTER TABLE "MeetingSlot" ADD CONSTRAINT "MeetingSlot_every_weeks" CHECK ("everyWeeks" BETWEEN 1 AND 12),
  ADD CONSTRAINT "MeetingSlot_iso_weekday" CHECK ("weekday" BETWEEN 1 AND 7),
  ADD CONSTRAINT "MeetingSlot_time_of_day" CHECK ("time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT "MeetingSlot_length" CHECK ("minutes" BETWEEN 10 AND 720),
  ADD CONSTRAINT "MeetingSlot_link_is_web" CHECK ("link" = '' OR "link" ~ '^https?://');

-- Every "at most one" that holds only while something is open: one live address for each calendar.
CREATE UNIQUE INDEX "CalendarFeed_one_of_person" ON "CalendarFeed" ("personId") WHERE "groupId" IS NULL AND "revokedAt" IS NULL;
CREATE UNIQUE INDEX "CalendarFeed_one_of_membership" ON "CalendarFeed" ("groupId", "personId") WHERE "groupId" IS NOT NULL AND "revokedAt" IS NULL;

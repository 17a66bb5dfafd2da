-- CreateEnum
CREATE TYPE "DigestLength" AS ENUM ('short', 'full');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('trending', 'topic', 'search', 'group', 'threads', 'answers');

-- CreateEnum
CREATE TYPE "DigestItemKind" AS ENUM ('paper', 'ballot', 'result', 'meeting', 'nomination', 'thread', 'answer');

-- CreateEnum
CREATE TYPE "SuppressionReason" AS ENUM ('bounces', 'complaint', 'operator');

-- AlterEnum
ALTER TYPE "Cadence" ADD VALUE 'weekdays';
ALTER TYPE "Cadence" ADD VALUE 'fortnightly';
ALTER TYPE "Cadence" ADD VALUE 'monthly';

-- DropIndex
DROP INDEX "Subscription_personId_key";

-- AlterTable
ALTER TABLE "Digest" ADD COLUMN     "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "failedAt" TIMESTAMPTZ(3),
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "length" "DigestLength" NOT NULL DEFAULT 'full',
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tryAt" TIMESTAMPTZ(3),
ALTER COLUMN "period" SET DATA TYPE TEXT;

-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN     "dayOfMonth" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "days" INTEGER[] DEFAULT ARRAY[1]::INTEGER[],
ADD COLUMN     "fromDay" DATE NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "length" "DigestLength" NOT NULL DEFAULT 'full',
ADD COLUMN     "minute" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pausedUntil" DATE,
ADD COLUMN     "skipsEmpty" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "DigestSource" (
    "subscriptionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "topicSlug" TEXT,
    "groupId" UUID,
    "query" TEXT,

    CONSTRAINT "DigestSource_pkey" PRIMARY KEY ("subscriptionId","position")
);

-- CreateTable
CREATE TABLE "DigestItem" (
    "digestId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "readerId" UUID NOT NULL,
    "kind" "DigestItemKind" NOT NULL,
    "subject" TEXT NOT NULL,
    "why" JSONB NOT NULL,
    "paperId" UUID,
    "groupId" UUID,
    "ballotId" UUID,
    "meetingId" UUID,
    "nominationId" UUID,
    "notificationId" UUID,

    CONSTRAINT "DigestItem_pkey" PRIMARY KEY ("digestId","position")
);

-- CreateTable
CREATE TABLE "MailFailure" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "permanent" BOOLEAN NOT NULL,
    "complaint" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL,
    "digestId" UUID,

    CONSTRAINT "MailFailure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuppressedAddress" (
    "email" TEXT NOT NULL,
    "reason" "SuppressionReason" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SuppressedAddress_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "SendingAllowance" (
    "domain" TEXT NOT NULL,
    "left" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SendingAllowance_pkey" PRIMARY KEY ("domain")
);

-- CreateIndex
CREATE INDEX "DigestSource_topicSlug_idx" ON "DigestSource"("topicSlug");

-- CreateIndex
CREATE INDEX "DigestSource_groupId_idx" ON "DigestSource"("groupId");

-- CreateIndex
CREATE INDEX "DigestItem_readerId_paperId_idx" ON "DigestItem"("readerId", "paperId");

-- CreateIndex
CREATE INDEX "DigestItem_paperId_idx" ON "DigestItem"("paperId");

-- CreateIndex
CREATE INDEX "DigestItem_groupId_idx" ON "DigestItem"("groupId");

-- CreateIndex
CREATE INDEX "DigestItem_ballotId_idx" ON "DigestItem"("ballotId");

-- CreateIndex
CREATE INDEX "DigestItem_meetingId_idx" ON "DigestItem"("meetingId");

-- CreateIndex
CREATE INDEX "DigestItem_nominationId_idx" ON "DigestItem"("nominationId");

-- CreateIndex
CREATE INDEX "DigestItem_notificationId_idx" ON "DigestItem"("notificationId");

-- CreateIndex
CREATE UNIQUE INDEX "DigestItem_readerId_subject_key" ON "DigestItem"("readerId", "subject");

-- CreateIndex
CREATE INDEX "MailFailure_email_at_idx" ON "MailFailure"("email", "at");

-- CreateIndex
CREATE INDEX "MailFailure_at_idx" ON "MailFailure"("at");

-- CreateIndex
CREATE INDEX "Digest_tryAt_idx" ON "Digest"("tryAt");

-- CreateIndex
CREATE INDEX "Digest_createdAt_idx" ON "Digest"("createdAt");

-- CreateIndex
CREATE INDEX "Subscription_personId_idx" ON "Subscription"("personId");

-- AddForeignKey
ALTER TABLE "DigestSource" ADD CONSTRAINT "DigestSource_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "Subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestSource" ADD CONSTRAINT "DigestSource_topicSlug_fkey" FOREIGN KEY ("topicSlug") REFERENCES "Topic"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestSource" ADD CONSTRAINT "DigestSource_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_digestId_fkey" FOREIGN KEY ("digestId") REFERENCES "Digest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_ballotId_fkey" FOREIGN KEY ("ballotId") REFERENCES "Ballot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_notificationId_fkey" FOREIGN KEY ("notificationId") REFERENCES "Notification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was chosen and said before stays.
UPDATE "Subscription" SET "days" = ARRAY["weekday"], "fromDay" = "createdAt"::date;
INSERT INTO "DigestSource" ("subscriptionId", "position", "kind")
SELECT "id", 1, 'trending'::"SourceKind" FROM "Subscription";
INSERT INTO "DigestSource" ("subscriptionId", "position", "kind")
SELECT "id", k.position, k.kind::"SourceKind"
FROM "Subscription", (VALUES (2, 'answers'), (3, 'threads')) AS k(position, kind) WHERE "personId" IS NOT NULL;
INSERT INTO "DigestItem" ("digestId", "position", "readerId", "kind", "subject", "why", "paperId")
SELECT d."id", row_number() OVER (PARTITION BY d."id" ORDER BY w.place), coalesce(s."personId", s."id"),
  'paper', 'paper:' || p."id", '{"source": "trending"}', p."id"
FROM "Digest" d JOIN "Subscription" s ON s."id" = d."subscriptionId"
CROSS JOIN LATERAL unnest(d."paperIds") WITH ORDINALITY AS w(id, place) JOIN "Paper" p ON p."id" = w.id
ORDER BY d."createdAt"
ON CONFLICT DO NOTHING;
UPDATE "Digest" SET "dueAt" = "createdAt", "tryAt" = CASE WHEN "sentAt" IS NULL THEN "createdAt" END;
ALTER TABLE "Digest" DROP COLUMN "paperIds";
ALTER TABLE "Subscription" DROP COLUMN "sources", DROP COLUMN "weekday";

-- What the schema language cannot say. The new cadences are compared as text: in the transaction that adds
-- them they are not known yet.
ALTER TABLE "Subscription"
  ADD CONSTRAINT "Subscription_minute_of_hour" CHECK ("minute" BETWEEN 0 AND 59),
  ADD CONSTRAINT "Subscription_day_of_month" CHECK ("dayOfMonth" BETWEEN 1 AND 31),
  ADD CONSTRAINT "Subscription_iso_weekdays" CHECK ("days" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]
    AND CASE "cadence"::text WHEN 'weekdays' THEN cardinality("days") BETWEEN 1 AND 7
      WHEN 'weekly' THEN cardinality("days") = 1 WHEN 'fortnightly' THEN cardinality("days") = 1 ELSE true END);
ALTER TABLE "DigestSource"
  ADD CONSTRAINT "DigestSource_says_what" CHECK (("topicSlug" IS NOT NULL) = ("kind" = 'topic')
    AND ("groupId" IS NOT NULL) = ("kind" = 'group') AND ("query" IS NOT NULL) = ("kind" = 'search'));
ALTER TABLE "Digest"
  ADD CONSTRAINT "Digest_sent_or_given_up" CHECK ("sentAt" IS NULL OR "failedAt" IS NULL),
  ADD CONSTRAINT "Digest_over_is_not_tried" CHECK ("tryAt" IS NULL OR ("sentAt" IS NULL AND "failedAt" IS NULL));
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_from_one" CHECK ("position" >= 1);
ALTER TABLE "MailFailure" ADD CONSTRAINT "MailFailure_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "SuppressedAddress" ADD CONSTRAINT "SuppressedAddress_email_lower" CHECK ("email" = lower("email"));

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "emailId" UUID;

-- CreateTable
CREATE TABLE "MemberChoice" (
    "groupId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    "via" "NotificationVia" NOT NULL,

    CONSTRAINT "MemberChoice_pkey" PRIMARY KEY ("groupId","personId","kind")
);

-- CreateTable
CREATE TABLE "GroupChoice" (
    "groupId" UUID NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    "via" "NotificationVia" NOT NULL,

    CONSTRAINT "GroupChoice_pkey" PRIMARY KEY ("groupId","kind")
);

-- CreateTable
CREATE TABLE "EmailTurn" (
    "personId" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "EmailTurn_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "EmailTurn_dueAt_idx" ON "EmailTurn"("dueAt");

-- AddForeignKey
ALTER TABLE "MemberChoice" ADD CONSTRAINT "MemberChoice_groupId_personId_fkey" FOREIGN KEY ("groupId", "personId") REFERENCES "Membership"("groupId", "personId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupChoice" ADD CONSTRAINT "GroupChoice_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmailTurn" ADD CONSTRAINT "EmailTurn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Only a group's own events have choices for one group.
ALTER TABLE "MemberChoice" ADD CONSTRAINT "MemberChoice_kind_check"
  CHECK (kind IN ('nomination', 'ballot', 'closing', 'result', 'meeting', 'upcoming'));
ALTER TABLE "GroupChoice" ADD CONSTRAINT "GroupChoice_kind_check"
  CHECK (kind IN ('nomination', 'ballot', 'closing', 'result', 'meeting', 'upcoming'));

-- An email for a deleted account is left out, like its notification.
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "EmailTurn" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'leave out');

-- People keep what they chose: reminders come the way that they chose for what they remind of.
INSERT INTO "NotificationChoice" ("personId", kind, via)
  SELECT "personId", 'closing'::"NotificationKind", via FROM "NotificationChoice" WHERE kind = 'ballot'
  UNION ALL SELECT "personId", 'upcoming'::"NotificationKind", via FROM "NotificationChoice" WHERE kind = 'meeting'
ON CONFLICT DO NOTHING;

-- Emails that were queued one by one are gathered from now on.
INSERT INTO "EmailTurn" ("personId", "dueAt")
  SELECT DISTINCT n."personId", now() FROM "Notification" n
  WHERE n.via = 'mail' AND n."mailedAt" IS NULL AND n."readAt" IS NULL AND n."createdAt" > now() - interval '2 days'
ON CONFLICT DO NOTHING;

-- CreateEnum
CREATE TYPE "OpinionKind" AS ENUM ('worth', 'discussion');

-- CreateTable
CREATE TABLE "Opinion" (
    "meetingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "OpinionKind" NOT NULL,
    "answer" "RsvpAnswer" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Opinion_pkey" PRIMARY KEY ("meetingId","personId","kind")
);

-- CreateIndex
CREATE INDEX "Opinion_personId_idx" ON "Opinion"("personId");

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nobody writes for a deleted person.
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "Opinion" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');

-- Questions after a meeting can be chosen for one group, like a group's other events.
ALTER TABLE "MemberChoice" DROP CONSTRAINT "MemberChoice_kind_check", ADD CONSTRAINT "MemberChoice_kind_check"
  CHECK (kind IN ('nomination', 'ballot', 'closing', 'result', 'meeting', 'upcoming', 'after'));
ALTER TABLE "GroupChoice" DROP CONSTRAINT "GroupChoice_kind_check", ADD CONSTRAINT "GroupChoice_kind_check"
  CHECK (kind IN ('nomination', 'ballot', 'closing', 'result', 'meeting', 'upcoming', 'after'));

-- People keep what they chose: the questions come the way that they chose for meetings.
INSERT INTO "NotificationChoice" ("personId", kind, via)
  SELECT "personId", 'after'::"NotificationKind", via FROM "NotificationChoice" WHERE kind = 'meeting'
ON CONFLICT DO NOTHING;
INSERT INTO "MemberChoice" ("groupId", "personId", kind, via)
  SELECT "groupId", "personId", 'after'::"NotificationKind", via FROM "MemberChoice" WHERE kind = 'meeting'
ON CONFLICT DO NOTHING;
INSERT INTO "GroupChoice" ("groupId", kind, via)
  SELECT "groupId", 'after'::"NotificationKind", via FROM "GroupChoice" WHERE kind = 'meeting'
ON CONFLICT DO NOTHING;

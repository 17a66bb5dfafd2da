-- AlterTable
ALTER TABLE "Group" ADD COLUMN     "shownName" TEXT,
ADD COLUMN     "shownUntil" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "emailSince" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Departure" (
    "groupId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "groupName" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Departure_pkey" PRIMARY KEY ("groupId","personId")
);

-- CreateIndex
CREATE INDEX "Departure_personId_idx" ON "Departure"("personId");

-- AddForeignKey
ALTER TABLE "Departure" ADD CONSTRAINT "Departure_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Departure" ADD CONSTRAINT "Departure_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Group" ADD CONSTRAINT "Group_shown_name_with_time"
  CHECK (("shownName" IS NULL) = ("shownUntil" IS NULL));

-- Who may see or do something has changed: open streams that depend on it end and are asked for anew.
-- The database says so itself, so that nobody who writes these facts can forget to, an operator with a
-- terminal included. The topic is accessTopic of server/platform/live.ts, the argument the column whose
-- id is named.
CREATE FUNCTION announce_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('colloquy_live', 'access:' || (to_jsonb(OLD) ->> TG_ARGV[0]));
  ELSE
    PERFORM pg_notify('colloquy_live', 'access:' || (to_jsonb(NEW) ->> TG_ARGV[0]));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER session_ended AFTER DELETE ON "Session"
  FOR EACH ROW EXECUTE FUNCTION announce_access('id');
CREATE TRIGGER session_shortened AFTER UPDATE OF "expiresAt" ON "Session"
  FOR EACH ROW WHEN (NEW."expiresAt" < OLD."expiresAt") EXECUTE FUNCTION announce_access('id');

CREATE TRIGGER person_gone AFTER DELETE ON "Person"
  FOR EACH ROW EXECUTE FUNCTION announce_access('id');
CREATE TRIGGER person_rights AFTER UPDATE ON "Person"
  FOR EACH ROW WHEN (
    (OLD."suspendedAt", OLD."deletedAt", OLD."moderatorSince", OLD."operatorSince")
    IS DISTINCT FROM (NEW."suspendedAt", NEW."deletedAt", NEW."moderatorSince", NEW."operatorSince"))
  EXECUTE FUNCTION announce_access('id');

CREATE TRIGGER membership_begun_or_ended AFTER INSERT OR DELETE ON "Membership"
  FOR EACH ROW EXECUTE FUNCTION announce_access('personId');
CREATE TRIGGER membership_role AFTER UPDATE ON "Membership"
  FOR EACH ROW WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION announce_access('personId');
CREATE TRIGGER suspension_changed AFTER INSERT OR UPDATE OR DELETE ON "Suspension"
  FOR EACH ROW EXECUTE FUNCTION announce_access('personId');

CREATE TRIGGER group_gone AFTER DELETE ON "Group"
  FOR EACH ROW EXECUTE FUNCTION announce_access('id');
CREATE TRIGGER group_visibility AFTER UPDATE ON "Group"
  FOR EACH ROW WHEN (OLD.visibility IS DISTINCT FROM NEW.visibility) EXECUTE FUNCTION announce_access('id');

CREATE TRIGGER paper_gone AFTER DELETE ON "Paper"
  FOR EACH ROW EXECUTE FUNCTION announce_access('id');
CREATE TRIGGER meeting_gone AFTER DELETE ON "Meeting"
  FOR EACH ROW EXECUTE FUNCTION announce_access('id');
CREATE TRIGGER ballot_gone AFTER DELETE ON "Ballot"
  FOR EACH ROW EXECUTE FUNCTION announce_access('id');

-- Invitations of people who may no longer invite: from now on they end when the right to invite does.
UPDATE "Invitation" i SET "revokedAt" = now()
WHERE i."revokedAt" IS NULL AND i."usedAt" IS NULL AND (
  NOT EXISTS (SELECT FROM "Membership" m
    WHERE m."groupId" = i."groupId" AND m."personId" = i."createdById" AND m.role <> 'member')
  OR EXISTS (SELECT FROM "Suspension" s
    WHERE s."groupId" = i."groupId" AND s."personId" = i."createdById"
      AND (s.until IS NULL OR s.until > now())));

-- An emailed invitation also signs its person in: the job that sends it makes its token. A lasting link has no end.
-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sentAt" TIMESTAMPTZ(3),
ALTER COLUMN "tokenHash" DROP NOT NULL,
ALTER COLUMN "expiresAt" DROP NOT NULL;

-- Invitations from before were emailed when they were made.
UPDATE "Invitation" SET "sentAt" = "createdAt" WHERE email IS NOT NULL;

-- Of several open invitations of a group to one address, the newest stays.
UPDATE "Invitation" i SET "revokedAt" = now()
WHERE i.email IS NOT NULL AND i."usedAt" IS NULL AND i."revokedAt" IS NULL AND EXISTS (
  SELECT FROM "Invitation" newer WHERE newer."groupId" = i."groupId" AND newer.email = i.email
    AND newer."usedAt" IS NULL AND newer."revokedAt" IS NULL
    AND (newer."createdAt", newer.id) > (i."createdAt", i.id));

-- One open invitation of a group to an address, and one lasting link of an organizer in a group.
CREATE UNIQUE INDEX "Invitation_open_email" ON "Invitation" ("groupId", email)
  WHERE email IS NOT NULL AND "usedAt" IS NULL AND "revokedAt" IS NULL;
CREATE UNIQUE INDEX "Invitation_lasting_link" ON "Invitation" ("groupId", "createdById")
  WHERE "expiresAt" IS NULL AND "revokedAt" IS NULL;

-- Only a link lasts.
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_lasting_is_link" CHECK (email IS NULL OR "expiresAt" IS NOT NULL);

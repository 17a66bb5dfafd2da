-- AlterTable
ALTER TABLE "Group" ADD COLUMN     "archivedAt" TIMESTAMPTZ(3),
ADD COLUMN     "archivedById" UUID,
ADD COLUMN     "endAskedAt" TIMESTAMPTZ(3),
ADD COLUMN     "endAskedById" UUID,
ADD COLUMN     "endToldAt" TIMESTAMPTZ(3),
ADD COLUMN     "endsAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "FormerSlug" (
    "slug" TEXT NOT NULL,
    "groupId" UUID,
    "leftAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FormerSlug_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE INDEX "FormerSlug_groupId_idx" ON "FormerSlug"("groupId");

-- CreateIndex
CREATE INDEX "Group_archivedById_idx" ON "Group"("archivedById");

-- CreateIndex
CREATE INDEX "Group_endAskedById_idx" ON "Group"("endAskedById");

-- CreateIndex
CREATE INDEX "Group_endsAt_idx" ON "Group"("endsAt");

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_archivedById_fkey" FOREIGN KEY ("archivedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_endAskedById_fkey" FOREIGN KEY ("endAskedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormerSlug" ADD CONSTRAINT "FormerSlug_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Group" ADD CONSTRAINT "Group_end_asked_and_due"
  CHECK (("endAskedAt" IS NULL) = ("endsAt" IS NULL) AND ("endToldAt" IS NULL OR "endsAt" IS NOT NULL));

CREATE TRIGGER "demand_archivedById" BEFORE INSERT OR UPDATE OF "archivedById" ON "Group" FOR EACH ROW
  WHEN (NEW."archivedById" IS NOT NULL) EXECUTE FUNCTION demand_person('archivedById', 'refuse');
CREATE TRIGGER "demand_endAskedById" BEFORE INSERT OR UPDATE OF "endAskedById" ON "Group" FOR EACH ROW
  WHEN (NEW."endAskedById" IS NOT NULL) EXECUTE FUNCTION demand_person('endAskedById', 'refuse');

-- However a public group is deleted, its address is kept from others for a time. Addresses of other groups
-- cannot be guessed, and nothing is kept of these groups.
CREATE FUNCTION keep_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public."FormerSlug" (slug, "leftAt") VALUES (OLD.slug, now()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER group_slug_kept AFTER DELETE ON "Group"
  FOR EACH ROW WHEN (OLD.visibility = 'public') EXECUTE FUNCTION keep_slug();

-- A group that is archived, or opened again, changes what everybody may do in it: open streams ask anew.
CREATE TRIGGER group_archived AFTER UPDATE ON "Group"
  FOR EACH ROW WHEN (OLD."archivedAt" IS DISTINCT FROM NEW."archivedAt") EXECUTE FUNCTION announce_access('id');

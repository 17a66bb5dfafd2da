-- Shelves, lists and notes: what people keep of papers.
-- AlterEnum: this migration does not use the new values.
ALTER TYPE "MovedKind" ADD VALUE 'shelved';
ALTER TYPE "MovedKind" ADD VALUE 'paperNote';
ALTER TYPE "MovedKind" ADD VALUE 'listed';

-- CreateEnum
CREATE TYPE "ShelfName" AS ENUM ('toRead', 'reading', 'read');

-- CreateTable
CREATE TABLE "ShelvedPaper" (
    "personId" UUID NOT NULL,
    "paperId" UUID NOT NULL,
    "shelf" "ShelfName" NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ShelvedPaper_pkey" PRIMARY KEY ("personId","paperId")
);

-- CreateTable
CREATE TABLE "PaperNote" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "paperId" UUID NOT NULL,
    "place" INTEGER NOT NULL DEFAULT 0,
    "body" TEXT NOT NULL,
    "bodyHtml" TEXT NOT NULL,
    "rendering" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaperNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaperList" (
    "id" UUID NOT NULL,
    "personId" UUID,
    "groupId" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "place" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "linkId" UUID,
    "linkHash" CHAR(64),
    "showsOwner" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "PaperList_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ListedPaper" (
    "id" UUID NOT NULL,
    "listId" UUID NOT NULL,
    "paperId" UUID NOT NULL,
    "addedById" UUID,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ListedPaper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TellingChoice" (
    "personId" UUID NOT NULL,
    "tells" BOOLEAN NOT NULL,

    CONSTRAINT "TellingChoice_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "ShelvedPaper_personId_shelf_movedAt_paperId_idx" ON "ShelvedPaper"("personId", "shelf", "movedAt" DESC, "paperId");

-- CreateIndex
CREATE INDEX "ShelvedPaper_paperId_idx" ON "ShelvedPaper"("paperId");

-- CreateIndex
CREATE UNIQUE INDEX "PaperNote_personId_paperId_place_key" ON "PaperNote"("personId", "paperId", "place");

-- CreateIndex
CREATE INDEX "PaperNote_personId_changedAt_id_idx" ON "PaperNote"("personId", "changedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "PaperNote_paperId_idx" ON "PaperNote"("paperId");

-- CreateIndex
CREATE INDEX "PaperNote_rendering_idx" ON "PaperNote"("rendering");

-- CreateIndex
CREATE UNIQUE INDEX "PaperList_linkHash_key" ON "PaperList"("linkHash");

-- CreateIndex
CREATE INDEX "PaperList_personId_place_id_idx" ON "PaperList"("personId", "place", "id");

-- CreateIndex
CREATE INDEX "PaperList_groupId_place_id_idx" ON "PaperList"("groupId", "place", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ListedPaper_listId_paperId_key" ON "ListedPaper"("listId", "paperId");

-- CreateIndex
CREATE INDEX "ListedPaper_listId_addedAt_paperId_idx" ON "ListedPaper"("listId", "addedAt" DESC, "paperId");

-- CreateIndex
CREATE INDEX "ListedPaper_paperId_idx" ON "ListedPaper"("paperId");

-- CreateIndex
CREATE INDEX "ListedPaper_addedById_idx" ON "ListedPaper"("addedById");

-- AddForeignKey
ALTER TABLE "ShelvedPaper" ADD CONSTRAINT "ShelvedPaper_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShelvedPaper" ADD CONSTRAINT "ShelvedPaper_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperNote" ADD CONSTRAINT "PaperNote_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperNote" ADD CONSTRAINT "PaperNote_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperList" ADD CONSTRAINT "PaperList_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperList" ADD CONSTRAINT "PaperList_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListedPaper" ADD CONSTRAINT "ListedPaper_listId_fkey" FOREIGN KEY ("listId") REFERENCES "PaperList"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListedPaper" ADD CONSTRAINT "ListedPaper_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListedPaper" ADD CONSTRAINT "ListedPaper_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TellingChoice" ADD CONSTRAINT "TellingChoice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A list has one owner, and only a person's own list can be shared by a link.
ALTER TABLE "PaperList"
  ADD CONSTRAINT "PaperList_one_owner_check" CHECK (num_nonnulls("personId", "groupId") = 1),
  ADD CONSTRAINT "PaperList_link_check" CHECK (
    num_nonnulls("linkId", "linkHash") IN (0, 2) AND ("linkId" IS NULL OR "groupId" IS NULL)),
  ADD CONSTRAINT "PaperList_name_check" CHECK (length(name) BETWEEN 1 AND 100);

-- Nothing is written for people whose account is deleted.
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "ShelvedPaper" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "PaperNote" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "PaperList" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');
CREATE TRIGGER "demand_addedById" BEFORE INSERT OR UPDATE OF "addedById" ON "ListedPaper" FOR EACH ROW
  WHEN (NEW."addedById" IS NOT NULL) EXECUTE FUNCTION demand_person('addedById', 'refuse');
CREATE TRIGGER "demand_personId" BEFORE INSERT OR UPDATE OF "personId" ON "TellingChoice" FOR EACH ROW
  WHEN (NEW."personId" IS NOT NULL) EXECUTE FUNCTION demand_person('personId', 'refuse');

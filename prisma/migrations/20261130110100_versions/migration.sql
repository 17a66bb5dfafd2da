-- CreateEnum
CREATE TYPE "PaperStatus" AS ENUM ('current', 'published', 'withdrawn', 'retracted');

-- AlterTable
ALTER TABLE "Paper" ADD COLUMN     "status" "PaperStatus" NOT NULL DEFAULT 'current';

-- CreateTable
CREATE TABLE "PaperStatement" (
    "id" UUID NOT NULL,
    "paperId" UUID NOT NULL,
    "status" "PaperStatus" NOT NULL,
    "since" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "link" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "statedById" UUID,
    "statedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaperStatement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaperVersion" (
    "paperId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "datedOn" TEXT NOT NULL DEFAULT '',
    "abstract" TEXT,
    "comment" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaperVersion_pkey" PRIMARY KEY ("paperId","number")
);

-- CreateTable
CREATE TABLE "PaperLook" (
    "paperId" UUID NOT NULL,
    "often" BOOLEAN NOT NULL,
    "lookAt" TIMESTAMPTZ(3) NOT NULL,
    "askedAt" TIMESTAMPTZ(3),
    "stated" "PaperStatus",
    "version" INTEGER,
    "newsAt" TIMESTAMPTZ(3),

    CONSTRAINT "PaperLook_pkey" PRIMARY KEY ("paperId")
);

-- CreateIndex
CREATE INDEX "PaperStatement_paperId_statedAt_idx" ON "PaperStatement"("paperId", "statedAt");

-- CreateIndex
CREATE INDEX "PaperStatement_statedById_idx" ON "PaperStatement"("statedById");

-- CreateIndex
CREATE INDEX "PaperLook_often_lookAt_paperId_idx" ON "PaperLook"("often" DESC, "lookAt", "paperId");

-- AddForeignKey
ALTER TABLE "PaperStatement" ADD CONSTRAINT "PaperStatement_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperStatement" ADD CONSTRAINT "PaperStatement_statedById_fkey" FOREIGN KEY ("statedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperVersion" ADD CONSTRAINT "PaperVersion_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperLook" ADD CONSTRAINT "PaperLook_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER "demand_statedById" BEFORE INSERT OR UPDATE OF "statedById" ON "PaperStatement" FOR EACH ROW
  WHEN (NEW."statedById" IS NOT NULL) EXECUTE FUNCTION demand_person('statedById', 'refuse');

ALTER TABLE "PaperStatement" ADD CONSTRAINT "PaperStatement_reason" CHECK (source <> '' OR reason <> '');
ALTER TABLE "PaperVersion" ADD CONSTRAINT "PaperVersion_number" CHECK (number > 0);

-- A paper with an identifier that a source knows is looked at again. Its first look is due at once.
CREATE FUNCTION plan_paper_look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO "PaperLook" ("paperId", often, "lookAt")
    SELECT DISTINCT p.id, p."addedById" IS NOT NULL, p."addedAt" FROM added JOIN "Paper" p ON p.id = added."paperId"
    WHERE added.type IN ('arxiv', 'doi', 'openreview', 'pmid')
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER plan_paper_look AFTER INSERT ON "PaperIdentifier" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION plan_paper_look();

INSERT INTO "PaperLook" ("paperId", often, "lookAt")
  SELECT DISTINCT p.id, false, p."addedAt" FROM "PaperIdentifier" i JOIN "Paper" p ON p.id = i."paperId"
  WHERE i.type IN ('arxiv', 'doi', 'openreview', 'pmid');

-- The abstract of a new version comes from its source too.
ALTER TABLE "PaperChange" DROP CONSTRAINT "PaperChange_completed_from_a_source",
  ADD CONSTRAINT "PaperChange_from_a_source" CHECK ((source <> '') = (kind::text IN ('completion', 'version')));

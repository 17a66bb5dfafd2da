-- CreateEnum
CREATE TYPE "IdentifierType" AS ENUM ('arxiv', 'doi', 'openreview', 'acl', 'pmid', 'pmcid', 'isbn', 'semanticscholar', 'openalex', 'url');

-- DropIndex
DROP INDEX "Paper_normalizedTitle_key";

-- DropIndex
DROP INDEX "Paper_url_idx";

-- AlterTable
ALTER TABLE "Paper" ADD COLUMN     "namesake" INTEGER NOT NULL DEFAULT 0;

-- Letters with a stroke, and joined ones, are read as in searches from now on (papers/rules.ts).
UPDATE "Paper" SET "normalizedTitle" = left(replace(replace(replace(replace(
    translate("normalizedTitle", 'łøđħıð', 'lodhid'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 500)
  WHERE "normalizedTitle" ~ '[łøđħıðßæœþ]';
-- Some titles have become alike by that.
UPDATE "Paper" p SET "namesake" = numbered.place FROM (
  SELECT id, row_number() OVER (PARTITION BY "normalizedTitle" ORDER BY "addedAt", id) - 1 AS place FROM "Paper"
) numbered WHERE numbered.id = p.id AND numbered.place > 0;

-- CreateTable
CREATE TABLE "PaperIdentifier" (
    "id" UUID NOT NULL,
    "paperId" UUID NOT NULL,
    "type" "IdentifierType" NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "PaperIdentifier_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PaperIdentifier_paperId_idx" ON "PaperIdentifier"("paperId");

-- A link may be longer than an entry of an index.
CREATE UNIQUE INDEX "PaperIdentifier_type_value" ON "PaperIdentifier"("type", md5("value"));

-- CreateIndex
CREATE UNIQUE INDEX "Paper_normalizedTitle_namesake_key" ON "Paper"("normalizedTitle", "namesake");

-- AddForeignKey
ALTER TABLE "PaperIdentifier" ADD CONSTRAINT "PaperIdentifier_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "PaperIdentifier" ("id", "paperId", "type", "value")
  SELECT gen_random_uuid(), id, 'arxiv', "arxivId" FROM "Paper" WHERE "arxivId" IS NOT NULL;
INSERT INTO "PaperIdentifier" ("id", "paperId", "type", "value")
  SELECT gen_random_uuid(), id, 'doi', doi FROM "Paper" WHERE doi IS NOT NULL;

-- What a DOI of arXiv and a link name. Where several papers have one link, it is that of the first.
INSERT INTO "PaperIdentifier" ("id", "paperId", "type", "value")
  SELECT gen_random_uuid(), p.id, named.type::"IdentifierType", named.value
  FROM "Paper" p CROSS JOIN LATERAL (VALUES
    ('arxiv', substring(p.doi FROM '^10\.48550/arxiv\.(\d{4}\.\d{4,5})(?:v\d+)?$')),
    ('arxiv', substring(p.url FROM '^https://arxiv\.org/abs/([a-z0-9./-]+)$')),
    ('doi', substring(p.url FROM '^https://doi\.org/(10\.\d{4,9}/[a-z0-9._;()/:-]+)$')),
    ('openreview', substring(p.url FROM '^https://openreview\.net/forum\?id=([A-Za-z0-9_-]{6,20})$')),
    ('acl', substring(p.url FROM '^https://aclanthology\.org/([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+)$')),
    ('pmid', substring(p.url FROM '^https://pubmed\.ncbi\.nlm\.nih\.gov/([1-9]\d{0,7})/$')),
    ('pmcid', substring(p.url FROM '^https://pmc\.ncbi\.nlm\.nih\.gov/articles/(PMC[1-9]\d{0,7})/$')),
    ('isbn', substring(p.url FROM '^https://openlibrary\.org/isbn/(\d{13})$')),
    ('semanticscholar', substring(p.url FROM '^https://api\.semanticscholar\.org/(CorpusID:[1-9]\d{0,11})$')),
    ('semanticscholar', substring(p.url FROM '^https://www\.semanticscholar\.org/paper/([0-9a-f]{40})$')),
    ('openalex', substring(p.url FROM '^https://openalex\.org/(W[1-9]\d{0,11})$'))
  ) AS named(type, value)
  WHERE named.value IS NOT NULL ORDER BY p."addedAt", p.id
  ON CONFLICT DO NOTHING;

-- Every other link is a page that names its paper.
INSERT INTO "PaperIdentifier" ("id", "paperId", "type", "value")
  SELECT gen_random_uuid(), p.id, 'url', p.url FROM "Paper" p
  WHERE p.url ~ '^https?://' AND p.url !~ '^https://(arxiv\.org/abs|doi\.org|openreview\.net/forum|aclanthology\.org|pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov/articles|openlibrary\.org/isbn|api\.semanticscholar\.org/CorpusID|www\.semanticscholar\.org/paper|openalex\.org)\M'
  ORDER BY p."addedAt", p.id
  ON CONFLICT DO NOTHING;

ANALYZE "PaperIdentifier";

-- CreateTable
CREATE TABLE "PaperAuthor" (
    "paperId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kin" TEXT,
    "isOrganization" BOOLEAN NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PaperAuthor_pkey" PRIMARY KEY ("paperId","position")
);

-- CreateIndex
CREATE INDEX "PaperAuthor_key_addedAt_paperId_idx" ON "PaperAuthor"("key", "addedAt" DESC, "paperId");

-- CreateIndex
CREATE INDEX "PaperAuthor_kin_key_idx" ON "PaperAuthor"("kin", "key");

-- AddForeignKey
ALTER TABLE "PaperAuthor" ADD CONSTRAINT "PaperAuthor_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "Following" ADD COLUMN "authorKey" TEXT;

-- CreateIndex
CREATE INDEX "Following_authorKey_idx" ON "Following"("authorKey");

-- CreateIndex
CREATE UNIQUE INDEX "Following_personId_authorKey_key" ON "Following"("personId", "authorKey");

ALTER TABLE "Following" DROP CONSTRAINT "Following_one_thing",
  ADD CONSTRAINT "Following_one_thing" CHECK (num_nonnulls("threadId", "paperId", "topicSlug", "authorKey", "groupId") = 1);

-- A name in small plain letters and digits of any script, one space between words. Apostrophes go without a space: "O'Neil" and
-- "ONeil" are one. The ranges are signs: of ASCII, of Latin-1, punctuation, currencies, arrows and symbols, those of East
-- Asia, those of full width, what has no width, and pictures.
CREATE FUNCTION name_words(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT btrim(regexp_replace(regexp_replace(
    lower(public.unaccent('public.unaccent', normalize(value, NFKC))), '[''`\u00b4\u02b9-\u02bd\u2018\u2019]+', '', 'g'),
    '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u30fb\ue000-\uf8ff\ufe00-\ufe6f\ufeff-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\U0001f000-\U0001faff]+', ' ', 'g')) $$;

-- The words of a given and of a family name, in that order, of a name in any of the ways in which names are written: "Ada
-- Lovelace", "Lovelace, Ada" and "Lovelace A". `part` is what is known of the name (`AuthorPart`).
CREATE FUNCTION name_parts(name text, part jsonb, OUT given text[], OUT family text[], OUT organization boolean)
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  suffix CONSTANT text := '^(jr|sr|ii|iii|iv|phd|md)$';
  words text[] := array_remove(string_to_array(public.name_words(name), ' '), '');
  behind text[];
BEGIN
  given := '{}';
  organization := coalesce(part->>'kind' = 'organization', false) OR (part->>'kind' IS NULL AND array_to_string(words, ' ')
    ~ ' (collaborations?|consorti(um|a)|group|team|committee|network|project|investigators|initiative)$');
  IF organization THEN
    family := CASE WHEN words[1] = 'the' AND cardinality(words) > 1 THEN words[2:] ELSE words END;
    RETURN;
  END IF;
  IF part->>'family' IS NOT NULL THEN
    family := array_remove(string_to_array(public.name_words(part->>'family'), ' '), '');
    given := array_remove(string_to_array(public.name_words(coalesce(part->>'given', '')), ' '), '');
  ELSIF name LIKE '%,%' THEN
    family := array_remove(string_to_array(public.name_words(split_part(name, ',', 1)), ' '), '');
    behind := array_remove(string_to_array(public.name_words(substr(name, strpos(name, ',') + 1)), ' '), '');
    given := ARRAY(SELECT word FROM unnest(behind) WITH ORDINALITY AS w(word, place) WHERE word !~ suffix ORDER BY place);
    IF cardinality(given) = 0 THEN
      given := family[:cardinality(family) - 1];
      family := family[cardinality(family):];
    END IF;
  ELSE
    WHILE cardinality(words) > 2 AND words[cardinality(words)] ~ suffix LOOP
      words := words[:cardinality(words) - 1];
    END LOOP;
    -- PubMed writes initials behind the family name.
    IF cardinality(words) = 2 AND name ~ '[^A-Z.\s]\s+[A-Z]{1,3}\s*$' AND length(words[1]) > 1 THEN
      given := string_to_array(words[2], NULL);
      family := words[:1];
    ELSE
      given := words[:cardinality(words) - 1];
      family := words[cardinality(words):];
    END IF;
  END IF;
  -- Middle initials are left out where a given name is written out.
  IF length(given[1]) > 1 THEN
    given := ARRAY(SELECT word FROM unnest(given) WITH ORDINALITY AS w(word, place)
      WHERE place = 1 OR length(word) > 1 ORDER BY place);
  END IF;
END $$;

-- The authors of a paper; entries that name nobody are left out.
CREATE FUNCTION paper_authors(authors text[], parts jsonb)
  RETURNS TABLE ("position" int, key text, name text, kin text, "isOrganization" boolean)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT "position", btrim(left(array_to_string(given || family, '-'), 80), '-'), name,
      CASE WHEN NOT organization AND cardinality(given) > 0 AND cardinality(family) > 0
        THEN left(family[cardinality(family)], 80) || ' ' || left(given[1], 1) END,
      organization
    FROM (
      SELECT (a.place - 1)::int AS "position", a.name, n.*
      FROM unnest(authors) WITH ORDINALITY AS a(name, place)
      CROSS JOIN LATERAL public.name_parts(a.name, CASE WHEN jsonb_typeof(parts) = 'array' THEN parts -> (a.place - 1)::int END) n
      WHERE public.name_words(a.name) !~ '^(et al|and others|others|anonymous|unknown|various authors?|)$'
    ) one WHERE cardinality(given || family) > 0 $$;

CREATE FUNCTION keep_paper_authors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM public."PaperAuthor" WHERE "paperId" = NEW.id;
  INSERT INTO public."PaperAuthor" ("paperId", "position", key, name, kin, "isOrganization", "addedAt")
    SELECT NEW.id, a."position", a.key, a.name, a.kin, a."isOrganization", NEW."addedAt"
    FROM public.paper_authors(NEW.authors, NEW."authorParts") a;
  RETURN NULL;
END $$;
CREATE TRIGGER paper_authors_added AFTER INSERT ON "Paper" FOR EACH ROW EXECUTE FUNCTION keep_paper_authors();
CREATE TRIGGER paper_authors_changed AFTER UPDATE OF authors, "authorParts", "addedAt" ON "Paper" FOR EACH ROW
  WHEN (OLD.authors IS DISTINCT FROM NEW.authors OR OLD."authorParts" IS DISTINCT FROM NEW."authorParts"
    OR OLD."addedAt" <> NEW."addedAt")
  EXECUTE FUNCTION keep_paper_authors();

INSERT INTO "PaperAuthor" ("paperId", "position", key, name, kin, "isOrganization", "addedAt")
  SELECT p.id, a."position", a.key, a.name, a.kin, a."isOrganization", p."addedAt"
  FROM "Paper" p CROSS JOIN LATERAL paper_authors(p.authors, p."authorParts") a;

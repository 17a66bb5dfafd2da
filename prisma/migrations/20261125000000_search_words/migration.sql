-- Words are split at every sign, in what is asked as in what is indexed: PostgreSQL's parser alone
-- takes "torch.compile" for a host, "Image/Video" for a file and "-2024" for a number below zero.
-- The ranges are everything in ASCII but letters and digits.
CREATE OR REPLACE FUNCTION search_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT regexp_replace(lower(public.unaccent('public.unaccent', value)), '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+', ' ', 'g') $$;

-- The words of a text, and those of several parts once more in one: "fine-tuning" is found as
-- "finetuning" too, and "S^{2}FT" as "s2ft".
CREATE FUNCTION search_words(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT public.search_text(value) || ' ' || coalesce(string_agg(translate(compound[1], '-_^{}', ''), ' '), '')
    FROM regexp_matches(lower(public.unaccent('public.unaccent', value)), '[a-z0-9]+(?:[-_^{}]+[a-z0-9]+)+', 'g') AS compound $$;

CREATE OR REPLACE FUNCTION paper_search(title text, authors text[], abstract text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('pg_catalog.english', public.search_words(title)), 'A')
      || setweight(to_tsvector('pg_catalog.simple', public.search_words(array_to_string(coalesce(authors, '{}'), ' '))), 'B')
      || setweight(to_tsvector('pg_catalog.english', public.search_words(abstract)), 'C') $$;

DROP INDEX "Paper_search_idx";
ALTER TABLE "Paper" DROP COLUMN "search",
  ADD COLUMN "search" tsvector GENERATED ALWAYS AS (paper_search("title", "authors", "abstract")) STORED;
CREATE INDEX "Paper_search_idx" ON "Paper" USING GIN ("search");

DELETE FROM "SearchWord";
INSERT INTO "SearchWord" (word, papers)
SELECT word, count(DISTINCT p.id)::int FROM "Paper" p
CROSS JOIN LATERAL string_to_table(
  search_words(p.title || ' ' || array_to_string(p.authors, ' ') || ' ' || p.abstract), ' ') AS word
WHERE length(word) BETWEEN 2 AND 60
GROUP BY word;

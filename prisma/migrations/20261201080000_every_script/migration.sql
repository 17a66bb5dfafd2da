-- One reading of text for papers, comments, agendas, notes and what is asked: docs/decisions/engineering.md says why.

-- What is read differently: everything else is left alone.
CREATE TEMP TABLE reread_paper AS
  SELECT id, words FROM (
    SELECT id, title || ' ' || array_to_string(authors, ' ') || ' ' || abstract AS words FROM "Paper"
  ) AS paper WHERE words ~* '[^\x01-\x7f]|[\\$#]|\+\+|\.net|-\s';
CREATE TEMP TABLE former_word AS
  SELECT word, count(DISTINCT id)::int AS papers
  FROM reread_paper CROSS JOIN LATERAL string_to_table(search_words(words), ' ') AS word
  WHERE length(word) BETWEEN 2 AND 60 GROUP BY word;

-- Functions in PL/pgSQL, whose plans are kept: those in SQL were planned anew for each row that a trigger wrote.

-- A text in plain small letters, with its signs: full-width letters, ligatures, letters and digits of mathematics as
-- usual ones, without accents, Greek letters and languages such as C++ by their names.
CREATE OR REPLACE FUNCTION search_plain(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  plain text := value;
  letter text;
BEGIN
  IF octet_length(plain) = length(plain) THEN
    plain := lower(plain);
  ELSE
    -- Soft hyphens, and signs without width.
    IF plain ~ '[\u00ad\u200b-\u200f\u2060\ufeff]' THEN
      plain := regexp_replace(plain, '\u00ad[\r\n]*[ \t]*|[\u200b-\u200f\u2060\ufeff]', '', 'g');
    END IF;
    plain := lower(public.unaccent('public.unaccent', normalize(plain, NFKC)));
    -- Accents, vowel points and dots that stand by themselves.
    IF plain ~ '[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]' THEN
      plain := regexp_replace(plain, '[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]+', '', 'g');
    END IF;
    IF plain ~ '[\u0391-\u03c9\u2206]' THEN
      plain := translate(plain, 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς∆', 'αβγδεζηθικλμνξοπρστυφχψωσδ');
      FOR letter IN SELECT DISTINCT alone[1] FROM regexp_matches(plain, '(?<![α-ω])[α-ω](?![α-ω])', 'g') AS alone LOOP
        plain := regexp_replace(plain, '(?<![α-ω])' || letter || '(?![α-ω])', '_' || (ARRAY['alpha', 'beta', 'gamma', 'delta',
          'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa', 'lambda', 'mu', 'nu', 'xi', 'omicron', 'pi', 'rho', 'sigma',
          'sigma', 'tau', 'upsilon', 'phi', 'chi', 'psi', 'omega'])[ascii(letter) - ascii('α') + 1] || '_', 'g');
      END LOOP;
    END IF;
  END IF;
  -- One look for what few texts have.
  IF plain ~ '[\\#]|\+\+|\.net' THEN
    plain := regexp_replace(plain, '\\["''`^~=.]\{?([a-z])\}?|\\[cvuhkrdb]\{([a-z])\}', '\1\2', 'g');
    plain := regexp_replace(plain, '\\ell(?![a-z])', 'l', 'g');
    plain := regexp_replace(plain, '\\var(?=epsilon|theta|kappa|phi|rho|sigma|pi)', '\\', 'g');
    -- How mathematics is set is no word of a text.
    plain := regexp_replace(plain, '\\(?:math[a-z]+|text[a-z]*|operatorname|emph|bm|boldsymbol|(?:wide)?(?:hat|tilde)|bar|vec'
      || '|overline|underline|left|right|big[lr]?|displaystyle|ensuremath|mbox|rm|bf|it|cal)(?![a-z])\*? *', '', 'g');
    plain := regexp_replace(plain, '\m([a-z])\+\+', '\1plusplus', 'g');
    plain := regexp_replace(plain, '\m([a-z])#', '\1sharp', 'g');
    plain := regexp_replace(plain, '(?<![a-z0-9])\.net\M', ' dotnet', 'g');
  END IF;
  RETURN plain;
END $$;

-- The words of a text, with one blank between them. Split at every sign, in what is asked as in what is indexed:
-- PostgreSQL's parser alone takes "torch.compile" for a host, "Image/Video" for a file and "-2024" for a number below zero.
-- The ranges are everything in ASCII but letters and digits, and the punctuation, arrows and pictures of Unicode.
CREATE OR REPLACE FUNCTION search_text(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN regexp_replace(public.search_plain(value), '[ \x01-\x1f\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u02c2-\u02df\u037e\u0387\u05be\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e3f\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30a0\u30fb\ufe10-\ufe4f\uff00-\uff65\ufff0-\uffff\U0001f000-\U0001faff]+', ' ', 'g');
END $$;

-- Of writing without blanks between words, each two signs that follow each other: what is asked is found wherever a word
-- begins and ends. The ranges are Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean.
CREATE OR REPLACE FUNCTION search_signs(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(words) = length(words) OR words !~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]' THEN RETURN words; END IF;
  -- "ABC": each sign twice, "AABBCC", the first of them left out, "ABBCC", and cut by two, "AB BC C"; then without the
  -- last sign by itself, unless it is the only one.
  RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(words,
    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff])', '\1\1', 'g'),
    '(^|[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff])[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]', '\1 ', 'g'),
    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]{2})(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff])', '\1 ', 'g'),
    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]{2}) [\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff](?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff])', '\1 ', 'g');
END $$;

-- The words of a text as they are indexed, and those of several parts once more in one: "fine-tuning" is found as
-- "finetuning" too, "S^{2}FT" as "s2ft", and "recog- nition", broken by the lines of a PDF, as "recognition".
CREATE OR REPLACE FUNCTION search_words(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  plain text := public.search_plain(value);
  words text;
BEGIN
  -- Without regard to how many blanks are between two words: most of the time goes into each piece that is replaced.
  IF octet_length(plain) = length(plain) THEN
    words := regexp_replace(plain, '[\x01-\x1f\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+', ' ', 'g');
  ELSE
    words := regexp_replace(plain, '[\x01-\x1f\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u02c2-\u02df\u037e\u0387\u05be\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e3f\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30a0\u30fb\ufe10-\ufe4f\uff00-\uff65\ufff0-\uffff\U0001f000-\U0001faff]+', ' ', 'g');
    IF words ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]' THEN
      words := public.search_signs(words) || ' ' || regexp_replace(words, '[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]*([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff])', '\1 ', 'g');
    END IF;
  END IF;
  -- Of each, its parts joined.
  RETURN words || ' ' || translate(array_to_string(ARRAY(
    SELECT compound[1] FROM regexp_matches(plain, '[a-z0-9]+(?:(?:[-_^{}$]+|-\s+)[a-z0-9]+)+', 'g') AS compound
  ), E'\x1f'), E'\x1f-_^{}$ \t\r\n', ' ');
END $$;

CREATE OR REPLACE FUNCTION paper_search(title text, authors text[], abstract text) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN setweight(to_tsvector('pg_catalog.english', public.search_words(title)), 'A')
    || setweight(to_tsvector('pg_catalog.simple', public.search_words(array_to_string(coalesce(authors, '{}'), ' '))), 'B')
    || setweight(to_tsvector('pg_catalog.english', public.search_words(abstract)), 'C');
END $$;

CREATE OR REPLACE FUNCTION prose_search(body text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN to_tsvector('pg_catalog.english', public.search_words(body));
END $$;

-- What a saved search asks for: all of its words, each apart or joined, "top-k" and "topk".
CREATE FUNCTION search_query(asked text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN plainto_tsquery('pg_catalog.english', public.search_signs(public.search_text(asked)))
    || plainto_tsquery('pg_catalog.english', public.search_signs(public.search_text(
      regexp_replace(public.search_plain(asked), '(?<=[a-z0-9])[-_^{}$]+(?=[a-z0-9])', '', 'g'))));
END $$;

-- The same signs in a shown text, each followed by a control character that no stored text has. PostgreSQL takes a run of
-- them for one word, and would mark all of it.
CREATE FUNCTION search_apart(shown text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF octet_length(shown) = length(shown) THEN RETURN shown; END IF;
  RETURN regexp_replace(shown, '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u312f\u31a0-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff])', E'\\1\x04', 'g');
END $$;

-- The words of papers. An index of words is built in a tenth of the time that it takes to change it row by row.
DROP INDEX "PaperSearch_search_idx";
UPDATE "PaperSearch" s SET search = anew.search FROM (
  SELECT p.id, paper_search(p.title, p.authors, p.abstract) AS search FROM reread_paper JOIN "Paper" p USING (id) OFFSET 0
) AS anew WHERE s."paperId" = anew.id AND s.search IS DISTINCT FROM anew.search;
CREATE INDEX "PaperSearch_search_idx" ON "PaperSearch" USING GIN ("search");
ALTER INDEX "PaperSearch_search_idx" SET (fastupdate = off);

-- The dictionary for misspelt searches.
CREATE TEMP TABLE changed_word AS
  SELECT word, sum(papers)::int AS papers FROM (
    SELECT word, count(DISTINCT id)::int AS papers
    FROM reread_paper CROSS JOIN LATERAL string_to_table(search_words(words), ' ') AS word
    WHERE length(word) BETWEEN 2 AND 60 GROUP BY word
    UNION ALL SELECT word, -papers FROM former_word
  ) AS both_ways GROUP BY word HAVING sum(papers) <> 0;
DELETE FROM "SearchWord" s USING changed_word c WHERE s.word = c.word AND s.papers + c.papers <= 0;
UPDATE "SearchWord" s SET papers = s.papers + c.papers FROM changed_word c WHERE s.word = c.word;
INSERT INTO "SearchWord" (word, papers) SELECT word, papers FROM changed_word WHERE papers > 0 ON CONFLICT DO NOTHING;

-- The words of comments, agendas and notes. Of the last two the column is computed again when the text is written.
DROP INDEX "CommentSearch_search_idx";
UPDATE "CommentSearch" s SET search = anew.search FROM (
  SELECT id, prose_search(body) AS search FROM "Comment"
  WHERE body ~* '[^\x01-\x7f]|[\\$#]|\+\+|\.net|-\s|[-_^{}]' OFFSET 0
) AS anew WHERE s."commentId" = anew.id AND s.search IS DISTINCT FROM anew.search;
CREATE INDEX "CommentSearch_search_idx" ON "CommentSearch" USING GIN ("search");
ALTER INDEX "CommentSearch_search_idx" SET (fastupdate = off);
UPDATE "MeetingText" SET body = body WHERE body ~* '[^\x01-\x7f]|[\\$#]|\+\+|\.net|-\s|[-_^{}]';

DROP TABLE reread_paper, former_word, changed_word;
ANALYZE "PaperSearch";
ANALYZE "CommentSearch";

-- Letters that only look alike, signs with a meaning and other spellings: docs/decisions/engineering.md says why.

CREATE TEMP TABLE reread_paper AS
  SELECT id, words FROM (
    SELECT id, title || ' ' || array_to_string(authors, ' ') || ' ' || abstract AS words FROM "Paper"
  ) AS paper WHERE words ~* '[^\x01-\x7f]|[&*]|!=|\\ne|\\not|infty|-star|[a-z]/[a-z]|[a-z]{2}\.[a-z]{2}|''(?!s\M)[a-z]';
CREATE TEMP TABLE former_word AS
  SELECT word, count(DISTINCT id)::int AS papers
  FROM reread_paper CROSS JOIN LATERAL string_to_table(search_words(words), ' ') AS word
  WHERE length(word) BETWEEN 2 AND 60 GROUP BY word;

-- A text in plain small letters, with its signs: full-width letters, ligatures, letters and digits of mathematics as
-- usual ones, without accents, Greek letters and languages such as C++ by their names. Now also: letters of another
-- alphabet within a word, "8×7", "∞", "≠", "A*" and "AT&T".
CREATE OR REPLACE FUNCTION search_plain(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  plain text := value;
  letter text;
  word text;
  folded text;
BEGIN
  IF octet_length(plain) = length(plain) THEN
    plain := lower(plain);
  ELSE
    -- Soft hyphens, and signs without width.
    IF plain ~ '[\u00ad\u200b-\u200f\u2060\ufeff]' THEN
      plain := regexp_replace(plain, '\u00ad[\r\n]*[ \t]*|[\u200b-\u200f\u2060\ufeff]', '', 'g');
    END IF;
    plain := normalize(plain, NFKC);
    -- A word of Latin letters, of which some are Cyrillic or Greek ones that look the same.
    IF plain ~ '[A-Za-z][\u0391-\u04ff\u0501\u051b\u051d]|[\u0391-\u04ff\u0501\u051b\u051d][A-Za-z]' THEN
      FOR word IN SELECT DISTINCT mixed[1] FROM regexp_matches(plain, '[A-Za-z\u0391-\u04ff\u0501\u051b\u051d]*(?:[A-Za-z]'
        || '[\u0391-\u04ff\u0501\u051b\u051d]|[\u0391-\u04ff\u0501\u051b\u051d][A-Za-z])[A-Za-z\u0391-\u04ff\u0501\u051b\u051d]*', 'g') AS mixed LOOP
        folded := translate(word, 'АВЕЅІЈКМНОРСТУХѴаеѕіјкорсухԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο', 'ABESIJKMHOPCTYXVaesijkopcyxdqwABEZHIKMNOPTYXo');
        -- Others are words of both alphabets, such as "IoTсистем", or formulas.
        IF octet_length(folded) = length(folded) THEN plain := replace(plain, word, folded); END IF;
      END LOOP;
    END IF;
    IF plain ~ '[♯×∞≠ß]' THEN
      plain := translate(regexp_replace(plain, '([0-9]) ?× ?(?=[0-9])', '\1x', 'g'), '♯', '#');
      plain := replace(replace(plain, '∞', '_infinity_'), '≠', ' neq ');
      plain := regexp_replace(plain, '(?<![A-Za-z\u00c0-\u024f])ß(?![A-Za-z\u00c0-\u024f])', 'β', 'g');
    END IF;
    plain := lower(public.unaccent('public.unaccent', plain));
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
  IF plain ~ '[\\#&*]|\+\+|\.net|!=|infty|-star|\m[a-z]/[a-z]\M' THEN
    plain := regexp_replace(plain, '&amp;|&#38;', '&', 'g');
    plain := regexp_replace(plain, '\\["''`^~=.]\{?([a-z])\}?|\\[cvuhkrdb]\{([a-z])\}', '\1\2', 'g');
    plain := regexp_replace(plain, '\\ell(?![a-z])', 'l', 'g');
    plain := regexp_replace(plain, '\\infty(?![a-z])|(?<![a-z0-9])infty\M', '_infinity_', 'g');
    plain := regexp_replace(plain, '!=|\\neq?(?![a-z])|\\not *=', ' neq ', 'g');
    plain := regexp_replace(plain, '\\var(?=epsilon|theta|kappa|phi|rho|sigma|pi)', '\\', 'g');
    -- How mathematics is set is no word of a text.
    plain := regexp_replace(plain, '\\(?:math[a-z]+|text[a-z]*|operatorname|emph|bm|boldsymbol|(?:wide)?(?:hat|tilde)|bar|vec'
      || '|overline|underline|left|right|big[lr]?|displaystyle|ensuremath|mbox|rm|bf|it|cal)(?![a-z])\*? *', '', 'g');
    plain := regexp_replace(plain, '\m([a-z])\+\+', '\1plusplus', 'g');
    -- "A*", "AT&T" and "I/O" have words that are in no index.
    plain := regexp_replace(plain, '(?<![a-z0-9*\\])([a-z])(?:\*(?![a-z0-9*])|-star\M)', '\1star', 'g');
    plain := regexp_replace(plain, '\m(a|i|s|t|at|in|is|it|on|or|so|to|up)&(a|i|s|t|at|in|is|it|on|or|so|to|up)\M', '\1\2', 'g');
    plain := regexp_replace(plain, '\m(?:([aist])[&/]([a-z])|([a-z])[&/]([aist]))\M', '\1\2\3\4', 'g');
    plain := regexp_replace(plain, '\m([a-z])#', '\1sharp', 'g');
    plain := regexp_replace(plain, '(?<![a-z0-9])\.net\M', ' dotnet', 'g');
  END IF;
  RETURN plain;
END $$;

-- The words of a text as they are indexed, and those of several parts once more in one: "fine-tuning" is found as
-- "finetuning" too, "S^{2}FT" as "s2ft", and "recog- nition", broken by the lines of a PDF, as "recognition".
CREATE OR REPLACE FUNCTION search_words(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  plain text := public.search_plain(value);
  words text;
  spelt text := '';
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
  -- "Schölkopf" is found as "Schoelkopf" too.
  IF value ~ '[äöüÄÖÜøØåÅ]|[aouAOU]\u0308' THEN
    spelt := array_to_string(ARRAY(
      SELECT one[1] FROM regexp_matches(normalize(value, NFC), '[A-Za-z\u00c0-\u024f]*[äöüÄÖÜøØåÅ][A-Za-z\u00c0-\u024f]*', 'g') AS one
    ), ' ');
    spelt := replace(replace(replace(spelt, 'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue');
    spelt := replace(replace(replace(spelt, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue');
    spelt := replace(replace(replace(replace(spelt, 'ø', 'oe'), 'Ø', 'oe'), 'å', 'aa'), 'Å', 'aa');
    spelt := ' ' || public.search_plain(spelt);
  END IF;
  -- Of each, its parts joined; of "node.js", "TCP/IP", "R&D" and "don't", too.
  RETURN words || spelt || ' ' || translate(array_to_string(ARRAY(
    SELECT compound[1] FROM regexp_matches(plain, '[a-z0-9]+(?:(?:[-_^{}$]+|-\s+)[a-z0-9]+)+|[a-z]+(?:(?:&|''(?!s\M))[a-z]+)+'
      -- Not the parts of addresses.
      || '|(?<![a-z0-9./-])(?:[a-z]{2,}(?:\.[a-z]{2,})+|[a-z]{1,4}(?:/[a-z]{1,4})+)(?![a-z0-9./-])', 'g') AS compound
  ), E'\x1f'), E'\x1f-_^{}$ \t\r\n./&''', ' ');
END $$;

-- What a saved search asks for: all of its words, each in any inflection, as one word with its neighbours or in parts, as the
-- search of the catalogue takes them: "top-k" and "topk", "GPT4" and "GPT 4", "seq-2-seq" and "seq2seq".
CREATE OR REPLACE FUNCTION search_query(asked text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN coalesce((
    WITH heard AS (
      SELECT word, place, lag(word, 2) OVER w AS far, lag(word) OVER w AS before, lead(word) OVER w AS after,
        lead(word, 2) OVER w AS behind
      FROM regexp_split_to_table(trim(public.search_text(asked)), '[[:space:]]+') WITH ORDINALITY AS h(word, place)
      WINDOW w AS (ORDER BY place)
    )
    SELECT string_agg(ways, ' & ')::tsquery FROM (
      SELECT '(' || (
        SELECT string_agg('(' || way::text || ')', ' | ') FROM (
          SELECT phraseto_tsquery('pg_catalog.simple', public.search_signs(word)) AS way
          UNION SELECT phraseto_tsquery('pg_catalog.english', public.search_signs(word))
          UNION SELECT plainto_tsquery('pg_catalog.english', form) FROM unnest(ARRAY[word, before || word, word || after,
            far || before || word, before || word || after, word || after || behind]) AS form WHERE form ~ '^[a-z0-9]+$'
          UNION SELECT plainto_tsquery('pg_catalog.simple', form)
          FROM unnest(ARRAY[word || 's', regexp_replace(word, '(..)s$', '\1')]) AS form WHERE form ~ '^[a-z0-9]+$'
          UNION SELECT phraseto_tsquery('pg_catalog.simple', part) FROM unnest(ARRAY[
            regexp_replace(word, '^([a-z]+)([0-9]+)$|^([0-9]+)([a-z]+)$', '\1\3 \2\4'),
            CASE WHEN length(word) BETWEEN 2 AND 6 THEN left(word, -1) || ' ' || right(word, 1) END,
            CASE WHEN length(word) BETWEEN 2 AND 6 THEN left(word, 1) || ' ' || substr(word, 2) END
          ]) AS part WHERE word ~ '^[a-z0-9]+$' AND part LIKE '% %'
        ) AS one WHERE numnode(way) > 0
      ) || ')' AS ways FROM heard
      -- Words such as "the" are in no index.
      WHERE word <> '' AND numnode(to_tsquery('pg_catalog.english', quote_literal(word))) > 0
      ORDER BY place
    ) AS each_word
  ), ''::tsquery);
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
  WHERE body ~* '[^\x01-\x7f]|[&*]|!=|\\ne|\\not|infty|-star|[a-z]/[a-z]|[a-z]{2}\.[a-z]{2}|''(?!s\M)[a-z]' OFFSET 0
) AS anew WHERE s."commentId" = anew.id AND s.search IS DISTINCT FROM anew.search;
CREATE INDEX "CommentSearch_search_idx" ON "CommentSearch" USING GIN ("search");
ALTER INDEX "CommentSearch_search_idx" SET (fastupdate = off);
UPDATE "MeetingText" SET body = body WHERE body ~* '[^\x01-\x7f]|[&*]|!=|\\ne|\\not|infty|-star|[a-z]/[a-z]|[a-z]{2}\.[a-z]{2}|''(?!s\M)[a-z]';

DROP TABLE reread_paper, former_word, changed_word;
ANALYZE "PaperSearch";
ANALYZE "CommentSearch";

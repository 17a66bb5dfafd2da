// The words of what is asked, and the forms in which papers may have them.
import "server-only";
import { Prisma } from "@/server/platform/database/db";
import { cutWords } from "./rules";

/** Words of a query that are used. A title has fewer. */
const MOST_WORDS = 24;

/**
 * Splits a query into its significant words, each once, as rows of `at` and `word`. Of writing without blanks, `unbroken`
 * words have each two `signs` that follow each other, as the index has them.
 */
export function queryWords(q: string): Prisma.Sql {
  return Prisma.sql`
    SELECT row_number() OVER (ORDER BY min(place))::int AS at, word,
      search_apart(word) <> word AS unbroken, search_signs(word) AS signs
    FROM regexp_split_to_table(search_text(${cutWords(q)}), '[[:space:]]+') WITH ORDINALITY AS w(word, place)
    WHERE word <> '' AND numnode(to_tsquery('english', quote_literal(word))) > 0
    GROUP BY word ORDER BY at LIMIT ${MOST_WORDS}`;
}

/**
 * The tsquery for a row of `queryWords` in any inflection. Abbreviations keep their plural s in PostgreSQL's
 * stemmer, and authors are not stemmed. Signs have to follow each other.
 */
export const FORMS = Prisma.sql`CASE WHEN unbroken THEN to_tsquery('simple', quote_literal(signs)) ELSE (
  SELECT to_tsquery('simple', string_agg(quote_literal(form), '|')) FROM (
    SELECT unnest(tsvector_to_array(to_tsvector('english', word)))
    UNION SELECT word UNION SELECT word || 's' UNION SELECT regexp_replace(word, '(..)s$', '\\1')
  ) AS f(form)
) END`;

/** Each three words that follow each other in what is asked, as rows of `parts`, and `joined`: "seq-2-seq" and "seq2seq". */
export function triplesIn(q: string): Prisma.Sql {
  return Prisma.sql`
    SELECT ARRAY[word, next, over] AS parts, word || next || over AS joined FROM (
      SELECT word, lead(word) OVER w AS next, lead(word, 2) OVER w AS over
      FROM regexp_split_to_table(trim(search_text(${q})), '[[:space:]]+') WITH ORDINALITY AS h(word, place)
      WINDOW w AS (ORDER BY place)
    ) AS h WHERE word || next || over ~ '^[a-z0-9]+$'`;
}

/** Letters of a word up to which its first or last may be a word by itself. */
const SHORT = 6;

/**
 * The parts of a column `word` that a text may have apart, as rows of `part`: "top k" for "topk", "gpt 4" for "gpt4".
 */
export const PARTS = Prisma.sql`(
  SELECT DISTINCT part FROM unnest(ARRAY[
    regexp_replace(word, '^([a-z]+)([0-9]+)$|^([0-9]+)([a-z]+)$', '\\1\\3 \\2\\4'),
    CASE WHEN length(word) BETWEEN 2 AND ${SHORT} THEN left(word, -1) || ' ' || right(word, 1) END,
    CASE WHEN length(word) BETWEEN 2 AND ${SHORT} THEN left(word, 1) || ' ' || substr(word, 2) END
  ]) AS part WHERE word ~ '^[a-z0-9]+$' AND part LIKE '% %'
)`;

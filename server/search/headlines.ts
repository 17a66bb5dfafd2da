// The passages of texts with the words that were searched for.
import type { Segment } from "@/server/papers/search/schema";
import { Prisma } from "@/server/platform/database/db";
import { GAP } from "./sql";

/** Markers around matching words: control characters, which no stored text can contain. */
const [BEGIN, END] = ["\u0002", "\u0003"];
const MARKERS = `StartSel="${BEGIN}", StopSel="${END}"`;
/** Words of two bytes are left out at the ends. A Chinese sign has three. */
const PASSAGE = `${MARKERS}, MaxFragments=2, MaxWords=28, MinWords=12, ShortWord=2, FragmentDelimiter=" … "`;

/** Letters by which the ends of a passage are found again in its text, and signs that PostgreSQL may have left out there. */
const AN_END = 8;
const LEFT_OUT = 4;

/**
 * Writes the passage of a text with words of a query. An ellipsis stands where it begins or ends within the text, and
 * the quote with which the text itself begins is kept. (Without OFFSET 0, each use would cut the passage once more.)
 */
export const passageOf = (text: Prisma.Sql, query: Prisma.Sql) => Prisma.sql`(
  SELECT CASE WHEN begins = 0 THEN '… ' ELSE left(whole, begins - 1) END || headline || CASE WHEN at_end THEN '' ELSE ' …' END
  FROM (SELECT search_apart(${text}) AS whole OFFSET 0) one
  CROSS JOIN LATERAL (SELECT ts_headline('english', whole, ${query}, ${PASSAGE}) AS headline OFFSET 0) cut
  CROSS JOIN LATERAL (SELECT translate(headline, ${BEGIN + END}, '') AS plain) read
  CROSS JOIN LATERAL (SELECT
    strpos(left(whole, ${AN_END + LEFT_OUT}::int), left(plain, ${AN_END}::int)) AS begins,
    strpos(right(whole, ${AN_END + LEFT_OUT}::int), right(plain, ${AN_END}::int)) > 0 AS at_end
  ) found)`;

/** Writes a whole text with the words of a query marked. */
export const markedIn = (text: Prisma.Sql, query: Prisma.Sql) =>
  Prisma.sql`ts_headline('english', search_apart(${text}), ${query}, ${`${MARKERS}, HighlightAll=true`})`;

/** Joins the signs of writing without blanks, which stand apart while PostgreSQL marks them. */
const together = (headline: string) =>
  headline.replaceAll(`${END}${GAP}${BEGIN}`, "").replaceAll(GAP, "");

/** Splits a headline of PostgreSQL at the markers. */
export function splitHeadline(headline: string): Segment[] {
  return together(headline)
    .split(BEGIN)
    .flatMap((piece, at): Segment[] => {
      const [hit, after] = at === 0 ? ["", piece] : (piece.split(END) as [string, string?]);
      return [
        { text: hit, hit: true },
        { text: after ?? "", hit: false },
      ].filter(({ text }) => text !== "");
    });
}

/** The same, and null without a match. @param show writes the text as pages show it, markers and all */
export function marksIn(
  headline: string | null,
  show: (text: string) => string = (text) => text,
): Segment[] | null {
  if (!headline?.includes(BEGIN)) return null;
  const marked = together(headline);
  const shown = show(marked);
  const count = (text: string) => text.split(BEGIN).length + text.split(END).length;
  return splitHeadline(count(shown) === count(marked) ? shown : marked);
}

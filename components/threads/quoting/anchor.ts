import search from "approx-string-match";

/** Words of a text and what stands around them (W3C Web Annotation Data Model, TextQuoteSelector). */
export interface Selector {
  exact: string;
  prefix: string;
  suffix: string;
}

/** A part of a text, in characters. */
export interface Span {
  start: number;
  end: number;
}

/** Characters kept before and after a quotation. */
const CONTEXT = 48;
/** Of four characters at most one may have changed; then it is another sentence. */
const ERRORS = 0.25;
/** Longer patterns cost the search too much; a corrected word does not need more. */
const MOST_ERRORS = 64;
/** Places of the same words that are compared; a text that repeats itself more often has no right one. */
const MOST_PLACES = 100;

/** The selector of a part of a text; blanks at its ends are left out. Null where nothing is left. */
export function selectorOf(text: string, { start, end }: Span): Selector | null {
  const raw = text.slice(start, end);
  const exact = raw.trim();
  if (exact === "") return null;
  const from = start + raw.indexOf(exact);
  const to = from + exact.length;
  return {
    exact,
    prefix: text.slice(Math.max(0, from - CONTEXT), from),
    suffix: text.slice(to, to + CONTEXT),
  };
}

/**
 * Where a quotation stands in a text that may have been corrected since: of all places where its words
 * stand, or nearly stand, the one whose surroundings are most like those it was taken from.
 * @returns null where the text has no such words any more
 */
export function findQuote(text: string, selector: Selector): Span | null {
  const { exact } = selector;
  if (exact === "") return null;
  const places = exactPlaces(text, exact);
  if (places.length === 0) {
    const errors = Math.min(MOST_ERRORS, Math.floor(exact.length * ERRORS));
    places.push(...search(text, exact, errors));
  }
  let best: Span | null = null;
  let bestLikeness = -1;
  for (const { start, end } of places.slice(0, MOST_PLACES)) {
    const likeness =
      alike(reversed(text.slice(0, start)), reversed(selector.prefix)) +
      alike(text.slice(end), selector.suffix);
    if (likeness > bestLikeness) [best, bestLikeness] = [{ start, end }, likeness];
  }
  return best;
}

function exactPlaces(text: string, exact: string): Span[] {
  const places: Span[] = [];
  let at = text.indexOf(exact);
  while (at >= 0 && places.length < MOST_PLACES) {
    places.push({ start: at, end: at + exact.length });
    at = text.indexOf(exact, at + 1);
  }
  return places;
}

/** How much of a context stands at the beginning of a text, 0–1, small changes allowed. */
function alike(text: string, context: string): number {
  if (context === "") return 0.5;
  const near = text.slice(0, context.length * 2);
  const [match] = search(near, context, Math.floor(context.length / 2));
  return match ? 1 - match.errors / context.length : 0;
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}

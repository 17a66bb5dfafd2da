import search from "approx-string-match";

/** Words of a text with their surroundings (W3C Web Annotation Data Model, TextQuoteSelector). */
export interface Selector {
  exact: string;
  prefix: string;
  suffix: string;
}

/** A part of a text, by character offsets. */
export interface Span {
  start: number;
  end: number;
}

/** Characters kept before and after a quotation. */
const CONTEXT = 48;
/** At most one of four characters may have changed; beyond that it is another sentence. */
const ERRORS = 0.25;
/** Most errors searched for: more cost too much, and a corrected word needs fewer. */
const MOST_ERRORS = 64;
/** Most places of the same words that are compared. */
const MOST_PLACES = 100;

/** Makes the selector of a part of a text, trimmed; null if only blanks are left. */
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
 * Finds a quotation in a text that may have been corrected since: of all places with the same or nearly the
 * same words, the one with the most similar surroundings.
 * @returns null if the text no longer has such words
 */
export function findQuote(text: string, selector: Selector): Span | null {
  const { exact } = selector;
  if (exact === "") return null;
  const places = findExactPlaces(text, exact);
  if (places.length === 0) {
    const errors = Math.min(MOST_ERRORS, Math.floor(exact.length * ERRORS));
    places.push(...search(text, exact, errors));
  }
  let best: Span | null = null;
  let bestScore = -1;
  for (const { start, end } of places.slice(0, MOST_PLACES)) {
    const score =
      likeness(reverse(text.slice(0, start)), reverse(selector.prefix)) +
      likeness(text.slice(end), selector.suffix);
    if (score > bestScore) [best, bestScore] = [{ start, end }, score];
  }
  return best;
}

function findExactPlaces(text: string, exact: string): Span[] {
  const places: Span[] = [];
  let at = text.indexOf(exact);
  while (at >= 0 && places.length < MOST_PLACES) {
    places.push({ start: at, end: at + exact.length });
    at = text.indexOf(exact, at + 1);
  }
  return places;
}

/** Likeness of a context and the beginning of a text, 0–1; small changes count little. */
function likeness(text: string, context: string): number {
  if (context === "") return 0.5;
  const near = text.slice(0, context.length * 2);
  const [match] = search(near, context, Math.floor(context.length / 2));
  return match ? 1 - match.errors / context.length : 0;
}

function reverse(text: string): string {
  return [...text].reverse().join("");
}

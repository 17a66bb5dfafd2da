import type { Span } from "./anchor";
import { rangeOf, type ShownText } from "./shown-text";

/** A quotation as it stands on the page. */
interface Marked {
  element: Element;
  shown: ShownText;
  span: Span;
}

/** How long the words that somebody was led to stand out. */
const SHOWN_MS = 4000;

// Marks are painted over the text, not put into it: what React made stays as it is. A browser that does
// not know how shows the text without marks; each comment still says what it quotes.
const known = () => typeof CSS !== "undefined" && "highlights" in CSS;

/** Marks what readers have quoted. @returns what takes the marks away */
export function markQuotes(quotes: readonly Marked[]): () => void {
  if (!known()) return () => {};
  const ranges = quotes.flatMap(({ shown, span }) => rangeOf(shown, span) ?? []);
  CSS.highlights.set("quoted", new Highlight(...ranges));
  return () => CSS.highlights.delete("quoted");
}

/** Goes to the words of a quotation and lets them stand out for a while. */
export function showQuote(element: Element, shown: ShownText, span: Span): void {
  const range = rangeOf(shown, span);
  if (!range) return;
  // What is folded away is opened first.
  const folded = element.closest("details");
  if (folded) folded.open = true;
  element.scrollIntoView({ block: "center" });
  if (!known()) return;
  CSS.highlights.set("quoted-now", new Highlight(range));
  setTimeout(() => CSS.highlights.delete("quoted-now"), SHOWN_MS);
}

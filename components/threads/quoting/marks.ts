import type { Span } from "./anchor";
import { rangeOf, type ShownText } from "./shown-text";

/** A quotation found on the page. */
interface Marked {
  element: Element;
  shown: ShownText;
  span: Span;
}

/** Milliseconds for which words are highlighted after a jump to them. */
const SHOWN_MS = 4000;

// Highlights are painted over the text and leave the DOM as React made it. A browser without the CSS Custom
// Highlight API shows the text without them; each comment still contains its quotation.
const canHighlight = () => typeof CSS !== "undefined" && "highlights" in CSS;

/** Highlights quoted words. @returns a function that removes the highlights */
export function markQuotes(quotes: readonly Marked[]): () => void {
  if (!canHighlight()) return () => {};
  const ranges = quotes.flatMap(({ shown, span }) => rangeOf(shown, span) ?? []);
  CSS.highlights.set("quoted", new Highlight(...ranges));
  return () => CSS.highlights.delete("quoted");
}

/** Scrolls to the words of a quotation and highlights them for a while. */
export function showQuote(element: Element, shown: ShownText, span: Span): void {
  const range = rangeOf(shown, span);
  if (!range) return;
  // A folded abstract is opened first.
  const folded = element.closest("details");
  if (folded) folded.open = true;
  element.scrollIntoView({ block: "center" });
  if (!canHighlight()) return;
  CSS.highlights.set("quoted-now", new Highlight(range));
  setTimeout(() => CSS.highlights.delete("quoted-now"), SHOWN_MS);
}

import { inSmall } from "./formula";

/** Bytes of HTML that the texts of one page may have together. The page carries them twice. */
const MOST = 220_000;
/** Of these, bytes until which their formulas are shown in full. */
const FULL = 90_000;

/** A text where it stands on a page; one that is folded has no HTML, and a link to where it can be read. */
export interface PlacedText {
  html: string;
  folded: boolean;
}

/**
 * Texts as they fit on one page, those that come first before the others: in full, then with their formulas
 * in the small form, and what has no room even so is folded. The first is never folded.
 */
export function fitOnPage(texts: readonly string[]): PlacedText[] {
  let total = 0;
  return texts.map((whole, place) => {
    let html = whole;
    if (total + Buffer.byteLength(html) > FULL) html = inSmall(html);
    if (place > 0 && total + Buffer.byteLength(html) > MOST) return { html: "", folded: true };
    total += Buffer.byteLength(html);
    return { html, folded: false };
  });
}

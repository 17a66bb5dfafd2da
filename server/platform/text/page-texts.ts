import { inSmall } from "./formula";

/** Bytes of HTML that the texts of one page may have together. The page carries them twice. */
const MOST = 220_000;
/** Of these, bytes until which their formulas are shown in full. */
const FULL = 90_000;

/**
 * Counts the bytes of HTML on the way to the browser: once as HTML, once as data, where many characters are escaped.
 */
const MOST_SENT = 560_000;

/** A text on a page; a folded one has no HTML, and a link to where it can be read. */
export interface PlacedText {
  html: string;
  folded: boolean;
}

interface Placing {
  /** The part of the room that may be in use after these texts. */
  upTo?: number;
  /** For each text, other words that the page has as data only if it is not folded, such as its source. */
  beside?: readonly string[];
}

/**
 * The room of one page, for lists of texts one after the other. Texts that come first are placed before the others:
 * in full, then with their formulas in the small form, and what has no room even so is folded. The first of each
 * list is never folded.
 * @param share of a page's room, where other things stand on the page as well
 */
export function roomOnPage(share = 1) {
  let [total, sent] = [0, 0];
  return function place(
    texts: readonly string[],
    { upTo = 1, beside = [] }: Placing = {},
  ): PlacedText[] {
    const part = share * upTo;
    return texts.map((whole, place) => {
      let html = whole;
      if (total + Buffer.byteLength(html) > FULL * part) html = inSmall(html);
      const bytes = Buffer.byteLength(html);
      const both = bytes + bytesAsData(html) + bytesAsData(beside[place] ?? "");
      if (place > 0 && (total + bytes > MOST * part || sent + both > MOST_SENT * part))
        return { html: "", folded: true };
      total += bytes;
      sent += both;
      return { html, folded: false };
    });
  };
}

/** Texts as they fit on one page that has no others. See roomOnPage. */
export function fitOnPage(texts: readonly string[], share = 1): PlacedText[] {
  return roomOnPage(share)(texts);
}

/** Bytes of a text in the data of a page: JSON in a script, in which nothing may end the script. */
export function bytesAsData(text: string): number {
  const escaped = text.match(/[&<>]/g)?.length ?? 0;
  const quoted = text.match(/["\\\n]/g)?.length ?? 0;
  return Buffer.byteLength(text) + 5 * escaped + 3 * quoted;
}

/**
 * Plain texts of one page, those that come first before the others: as they are while there is room for them, then
 * their beginnings. A text of 1,000 ampersands takes 11,000 bytes.
 * @param most bytes for all texts shown in full, as HTML and as data
 * @param beginning characters of what is cut
 */
export function cutToFit(texts: readonly string[], most: number, beginning: number): string[] {
  let sent = 0;
  return texts.map((text) => {
    const inHtml = Buffer.byteLength(text) + 4 * (text.match(/[&<>"']/g)?.length ?? 0);
    const both = inHtml + bytesAsData(text);
    if (text.length <= beginning) return text;
    if (sent + both > most) return `${text.slice(0, beginning).toWellFormed()}…`;
    sent += both;
    return text;
  });
}

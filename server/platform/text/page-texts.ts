import { inSmall } from "./math/formula";

/** Most bytes of HTML for all texts of one page. The page carries them twice. */
const MOST = 220_000;
/** Bytes of HTML up to which formulas are shown in full. */
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
  /** The share of the room that may be used up after these texts. */
  upTo?: number;
  /** For each text, other words that the page has as data only if it is not folded, such as its source. */
  beside?: readonly string[];
}

/**
 * The room of one page, for lists of texts one after the other. Texts that come first are placed before the others:
 * in full, then with their formulas in the small form. Texts that do not fit even so are folded. The first of each
 * list is never folded.
 * @param share of a page's room, if there are other things on the page as well
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

/** Fits texts onto a page that has no others. See roomOnPage. */
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
 * Fits plain texts onto one page, in order. The first ones are shown in full while there is room, the rest with
 * their beginnings only. A text of 1,000 ampersands takes 11,000 bytes.
 * @param most bytes for all texts shown in full, as HTML and as data
 * @param beginning characters left of a text that is cut
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

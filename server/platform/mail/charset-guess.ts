import { TextDecoder } from "@exodus/bytes/encoding.js";

/** Character sets with several bytes per character, in the order of trying: possible bytes, and common ones. */
interface Wide {
  name: string;
  pair: RegExp;
  usual: RegExp;
  least: number;
}
const KANA = { usual: /[\u3001-\u30ff]/g, least: 0.3 };
const EUC = /[\xa1-\xfe][\xa1-\xfe]/g;
const SHIFTED = /[\x81-\x9f\xe0-\xef][\x40-\x7e\x80-\xfc]/g;
const BIG5 = /[\xa1-\xf9][\x40-\x7e\xa1-\xfe]/g;
/** Recognized by characters: no other script has kana or hangul. */
const BY_SIGNS: Wide[] = [
  { name: "euc-jp", pair: EUC, ...KANA },
  { name: "shift_jis", pair: SHIFTED, ...KANA },
  { name: "euc-kr", pair: EUC, usual: /[\uac00-\ud7a3]/g, least: 0.95 },
];
/** Recognized by bytes: each set has its common characters and punctuation first. */
const BY_BYTES: Wide[] = [
  { name: "gb18030", pair: EUC, usual: /[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]/g, least: 0.8 },
  { name: "big5", pair: BIG5, usual: /[\xa1-\xc6][\x40-\x7e\xa1-\xfe]/g, least: 0.8 },
  {
    name: "shift_jis",
    pair: SHIFTED,
    usual: /[\x81-\x83\x88-\x97][\x40-\x7e\x80-\xfc]/g,
    least: 0.8,
  },
];

const CYRILLIC = ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"];

/** Average number of adjacent bytes above 127; in a Latin script they mostly stand alone. */
const TOGETHER = 2;
/** Fewest bytes above 127 that allow a guess. */
const FEWEST = 4;

/**
 * Guesses the set of a text that is neither UTF-8 nor in a Latin script and does not name its set, by the
 * most common letters of each script. Null if none of the usual sets fits.
 * @param named whether the text says that it is in a Latin set, so that a few characters are not enough
 */
export function guessCharset(bytes: Uint8Array, named: boolean): string | null {
  const text = Buffer.from(bytes).toString("latin1");
  const runs = text.match(/[\x80-\xff]+/g) ?? [];
  const high = runs.join("").length;
  if (high < (named ? 2 * FEWEST : FEWEST) || high < TOGETHER * runs.length) return null;
  for (const wide of BY_SIGNS) {
    const shown = inWide(wide, bytes, text);
    const signs = shown?.match(/[^\p{ASCII}]/gu) ?? [];
    if (shown !== null && share(shown, wide.usual, signs.length) >= wide.least) return wide.name;
  }
  for (const wide of BY_BYTES) {
    const pairs = text.match(wide.pair) ?? [];
    if (share(text, wide.usual, pairs.length) < wide.least) continue;
    if (inWide(wide, bytes, text) !== null) return wide.name;
  }
  return named ? null : cyrillic(bytes, high);
}

/** Decodes a text in a set, if all its bytes above 127 belong to pairs. */
function inWide({ name, pair }: Wide, bytes: Uint8Array, text: string): string | null {
  if (/[\x80-\xff]/.test(text.replace(pair, ""))) return null;
  return strictly(name, bytes);
}

function strictly(name: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function share(text: string, usual: RegExp, of: number): number {
  return of === 0 ? 0 : (text.match(usual) ?? []).length / of;
}

/** Five Cyrillic letters in a row. A misread text in a Latin script has ASCII letters in between. */
const WORD = /[А-ЯЁа-яё][а-яё]{4,}/;

/** Selects the one of four Cyrillic sets in which words look right: in small letters, except for the first. */
function cyrillic(bytes: Uint8Array, high: number): string | null {
  let best: { name: string; fit: number } | null = null;
  for (const name of CYRILLIC) {
    const text = strictly(name, bytes) ?? "";
    if (!WORD.test(text)) continue;
    const letters = (text.match(/[а-яё]|(?<!\p{L})[А-ЯЁ]/gu) ?? []).length;
    const fit = letters / high;
    if (fit >= 0.8 && fit > (best?.fit ?? 0)) best = { name, fit };
  }
  return best?.name ?? null;
}

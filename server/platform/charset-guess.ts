import { TextDecoder } from "@exodus/bytes/encoding.js";

/** A set of several bytes a sign, and what its text is made of. Tried in this order. */
const WIDE: { name: string; usual: RegExp; least: number }[] = [
  { name: "euc-jp", usual: /[\u3001-\u30ff]/g, least: 0.3 },
  { name: "shift_jis", usual: /[\u3001-\u30ff]/g, least: 0.3 },
  { name: "euc-kr", usual: /[\uac00-\ud7a3]/g, least: 0.95 },
];

/** Signs in common use, by their first bytes, and the punctuation of each set. */
const CHINESE: { name: string; pair: RegExp; usual: RegExp }[] = [
  {
    name: "gb18030",
    pair: /[\xa1-\xf7][\xa1-\xfe]/g,
    usual: /[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]/g,
  },
  {
    name: "big5",
    pair: /[\xa1-\xf9][\x40-\x7e\xa1-\xfe]/g,
    usual: /[\xa1-\xc6][\x40-\x7e\xa1-\xfe]/g,
  },
];

const CYRILLIC = ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"];

/** Bytes above 127 that stand together, on average; in a Latin script they stand alone. */
const TOGETHER = 2;
/** Fewer of them say nothing. */
const FEWEST = 4;

/**
 * The set of a text that is neither UTF-8 nor in a Latin script, and does not say which one it is: by the
 * letters that a script has most of. Null where none of the usual ones fits.
 */
export function guessed(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes).toString("latin1");
  const runs = text.match(/[\x80-\xff]+/g) ?? [];
  const high = runs.join("").length;
  if (high < FEWEST || high < TOGETHER * runs.length) return null;
  for (const { name, usual, least } of WIDE) {
    const shown = strictly(name, bytes)?.match(/[^\p{ASCII}]/gu) ?? [];
    // Half-width signs are what other sets look like in Shift_JIS.
    if (shown.length === 0 || /[\uff61-\uff9f]/.test(shown.join(""))) continue;
    if (share(shown.join(""), usual, shown.length) >= least) return name;
  }
  for (const { name, pair, usual } of CHINESE) {
    const pairs = text.match(pair) ?? [];
    const rest = text.replace(pair, "");
    if (/[\x80-\xff]/.test(rest) || strictly(name, bytes) === null) continue;
    if (share(text, usual, pairs.length) >= 0.8) return name;
  }
  return cyrillic(bytes, high);
}

function strictly(name: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function share(text: string, usual: RegExp, of: number): number {
  return (text.match(usual) ?? []).length / of;
}

/** Of the four sets of Cyrillic letters the one in which words look like words: small, but for their first letter. */
function cyrillic(bytes: Uint8Array, high: number): string | null {
  let best: { name: string; fit: number } | null = null;
  for (const name of CYRILLIC) {
    const text = strictly(name, bytes) ?? "";
    const letters = (text.match(/[а-яё]|(?<![\p{L}])[А-ЯЁ]/gu) ?? []).length;
    const fit = letters / high;
    if (fit >= 0.8 && fit > (best?.fit ?? 0)) best = { name, fit };
  }
  return best?.name ?? null;
}

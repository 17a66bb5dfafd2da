import { decodeHTML } from "entities/decode";
import { decodeAnew } from "@/server/platform/text/decoding";

/** A text about such signs may well hold them. */
const ABOUT_SIGNS =
  /\b(?:html|xml|unicode|utf-?8|ascii|escap\w*|mojibake|character (?:codes?|sets?))\b/i;
/** Words that bind others. Next to a dash they show that no name was taken apart. */
const BINDING = new Set(
  (
    "a an and are as at be because been both but by can each either for from has have if in into is it its like may " +
    "namely nor not of on one only or our over particularly per rather since so such than that the their then there " +
    "these they this those through thus to under unlike until upon using via was we were when where whether which while " +
    "who whose will with within without yet"
  ).split(" "),
);

/** The word of a text that repairs must leave alone: part of an address, a key, a path or a command. */
const APART = /:\/\/|[@{}_/\\|`"“”]/;
/** Characters looked at on each side of a find. */
const LOOKED_AT = 100;

/**
 * Repairs the text of a title or an abstract where it is certain what was there: escapes that have lost their backslash
 * ("the modelx2013and"), entities, and UTF-8 that was read as Latin-1. Everything else stays.
 */
export function repairDamage(text: string): string {
  if (ABOUT_SIGNS.test(text)) return text;
  return withEscapes(withLetters(withEntities(withDashes(text))));
}

/** A dash or an apostrophe whose escape has lost its backslash, within what has become one word by that. */
const LOST_SIGN =
  /(?<![\p{L}\p{N}_])(\p{L}{2,})[xu](201[0-5]|2019|2026)(\p{L}{1,})(?![\p{L}\p{N}_])/gu;
const ENDINGS = /^(?:s|t|d|m|re|ve|ll)$/;

/**
 * Repairs these signs. "Linux2013" and "knox2013learning" look the same: so one of the words beside the sign has to be
 * one that binds others, or the first one has to stand elsewhere in the text.
 */
function withDashes(text: string): string {
  let words: Set<string> | null = null;
  return eachPiece(text, LOST_SIGN, (whole, [first = "", code = "", second = ""]) => {
    if (code === "2019" && !ENDINGS.test(second)) return whole;
    words ??= new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
    const isWord = BINDING.has(first.toLowerCase()) || words.has(first.toLowerCase());
    if (!isWord && !BINDING.has(second.toLowerCase())) return whole;
    return first + String.fromCodePoint(Number.parseInt(code, 16)) + second;
  });
}

/** A letter with an accent whose escape has lost its backslash, within a word: "Erdu0151s". */
const LOST_LETTER = /(?<=\p{L})[xu](0[01][0-9a-f]{2})(?=\p{Ll}|(?![\p{L}\p{N}]))/gu;

function withLetters(text: string): string {
  return eachPiece(text, LOST_LETTER, (whole, [code = ""], { next }) => {
    const letter = String.fromCodePoint(Number.parseInt(code, 16));
    // Other signs of this range are no letters. Digits alone, as in "gpu0123", need a letter behind them.
    const isTold = /[a-f]/.test(code) || /\p{Ll}/u.test(next);
    return /[\u00C0-\u017F]/.test(letter) && /\p{L}/u.test(letter) && isTold ? letter : whole;
  });
}

/** An entity, however often its ampersand was escaped. */
const ENTITY = /&(?:amp;)*(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z][a-z0-9]{1,12});/gi;

function withEntities(text: string): string {
  return eachPiece(text, ENTITY, (whole) => {
    const decoded = [1, 2, 3].reduce((before) => decodeHTML(before), whole);
    return isShown(decoded) ? decoded.replace(/\u00A0/g, " ") : whole;
  });
}

/** An escape as programs write it, with a letter or digit at one side at least. */
const ESCAPE = /(?:\\u[0-9a-f]{4})+/gi;

function withEscapes(text: string): string {
  const escapes = text.replace(ESCAPE, (whole, at: number) => {
    const [before, after] = [text[at - 1] ?? " ", text[at + whole.length] ?? " "];
    if (!/[\p{L}\p{N}]/u.test(before + after) || /["'`“”‘’\\{}$]/.test(before + after))
      return whole;
    const codes = whole.match(/[0-9a-f]{4}/gi) ?? [];
    const decoded = String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16)));
    return isShown(decoded) && decoded.isWellFormed() && decoded > "\u007F" ? decoded : whole;
  });
  return withoutMojibake(escapes);
}

/** Whether all signs can be seen, or are blanks. */
const isShown = (text: string) => /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]+$/u.test(text);

/** The second and third byte of a letter, as Latin-1 or Windows-1252 shows them. */
const NEXT_BYTE = "[\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]";
/** Signs of punctuation: three bytes from "â". */
const MANGLED_SIGN = new RegExp(`â[€„]${NEXT_BYTE}`, "g");
/** Letters: two bytes, of which the first is a capital letter after a small one, or before one. */
const MANGLED_LETTER = new RegExp(
  `(?<=\\p{Ll})[\u00C3-\u00D6\u00D8-\u00DE]${NEXT_BYTE}|(?<![\\p{L}\\p{N}])Ã${NEXT_BYTE}(?=\\p{Ll})`,
  "gu",
);
/** Signs of Latin-1 behind a figure or a small letter. */
const MANGLED_UNIT = /(?<=[\p{Ll}\p{N}.,;:)])Â[\u00A0°±²³µ·¼½¾]/gu;

function withoutMojibake(text: string): string {
  return text
    .replace(MANGLED_SIGN, (run) => {
      const sign = decodeAnew(run);
      return /^[\p{P}\p{S}]$/u.test(sign) ? sign : run;
    })
    .replace(MANGLED_LETTER, (run) => {
      const letter = decodeAnew(run);
      return /^\p{L}$/u.test(letter) ? letter : run;
    })
    .replace(MANGLED_UNIT, (run) => decodeAnew(run).replace("\u00A0", " "));
}

/** Replaces each find, unless the piece of text around it, from blank to blank, is an address, a key or the like. */
function eachPiece(
  text: string,
  pattern: RegExp,
  replace: (whole: string, groups: string[], at: { next: string }) => string,
): string {
  return text.replace(pattern, (...args) => {
    const place = args.findIndex((arg) => typeof arg === "number");
    const [whole, groups, at] = [args[0] as string, args.slice(1, place), args[place] as number];
    const end = at + whole.length;
    const [before = ""] = /\S*$/.exec(text.slice(Math.max(0, at - LOOKED_AT), at)) ?? [];
    const [after = ""] = /^\S*/.exec(text.slice(end, end + LOOKED_AT)) ?? [];
    return APART.test(before + after) ? whole : replace(whole, groups, { next: text[end] ?? "" });
  });
}

/** Whether the title or the abstract of a paper is damaged. */
export function isDamaged({ title, abstract }: { title: string; abstract: string }): boolean {
  return repairDamage(title) !== title || repairDamage(abstract) !== abstract;
}

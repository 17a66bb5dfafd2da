// Writes TeX accents and commands of text as plain characters. Mathematics between dollar signs stays.
import { partsOf } from "@/server/platform/text/math/math-parts";

/** Accents, by the sign or letter of their command, as combining marks. */
const ACCENTS: Record<string, string> = {
  ...{ "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304" },
  ...{ u: "\u0306", ".": "\u0307", '"': "\u0308", r: "\u030A", H: "\u030B", v: "\u030C" },
  ...{ d: "\u0323", c: "\u0327", k: "\u0328", b: "\u0331" },
};
/** Letters and signs that have a command of their own. */
const LETTERS: Record<string, string> = {
  ...{ ss: "ß", o: "ø", O: "Ø", l: "ł", L: "Ł", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", aa: "å" },
  ...{ AA: "Å", dh: "ð", DH: "Ð", th: "þ", TH: "Þ", i: "ı", j: "ȷ", dj: "đ", DJ: "Đ" },
  ...{ ldots: "…", dots: "…", textendash: "–", textemdash: "—", textquoteright: "’" },
  ...{ textquoteleft: "‘", textquotedblleft: "“", textquotedblright: "”", S: "§" },
  ...{ textasciitilde: "~", textless: "<", textgreater: ">", textbackslash: "\\" },
};

/** An accent by a sign, on a letter with or without braces. */
const SIGN_ACCENT =
  /\\([`'^"~=.])\s*(?:\{\s*(\\[ij]|[A-Za-z])\s*\}|(\\[ij](?![A-Za-z])|[A-Za-z]))/g;
/** An accent by a letter, which a blank or a brace follows. */
const LETTER_ACCENT =
  /\\([uvHcdbkr])(?:\s*\{\s*(\\[ij]|[A-Za-z])\s*\}|\s+(\\[ij](?![A-Za-z])|[A-Za-z]))/g;
/** Commands that only style what they hold, in both of their forms. */
const STYLED =
  /\\(?:emph|text(?:it|bf|rm|sf|tt|sc|sl|up|normal)|mbox|underline|uline|url)\s*\{([^{}]*)\}/g;
const STYLE = /\\(?:em|it|bf|rm|sf|tt|sc|sl|itshape|bfseries|scshape|ttfamily)(?![A-Za-z])\s*/g;

function accented(_: string, accent: string, braced?: string, bare?: string): string {
  const letter = (braced ?? bare ?? "").replace(/^\\/, "");
  return `${letter}${ACCENTS[accent] ?? ""}`.normalize("NFC");
}

function plain(text: string): string {
  return text
    .replace(SIGN_ACCENT, accented)
    .replace(LETTER_ACCENT, accented)
    .replace(
      /\\([A-Za-z]+)(?![A-Za-z])(?:\s*\{\}|[^\S\n]+(?=[A-Za-z]))?/g,
      (whole, name: string) => LETTERS[name] ?? whole,
    )
    .replace(STYLED, "$1")
    .replace(STYLED, "$1")
    .replace(STYLE, "")
    .replace(/(?<!\\)~/g, " ")
    .replace(/\\[,;:!/ ]/g, (space) => (/[\\][/!]/.test(space) ? "" : " "))
    .replace(/``/g, "“")
    .replace(/''/g, "”")
    .replace(/---/g, "—")
    .replace(/(?<!-)--(?!-)/g, "–")
    .replace(/\\([%&_#])/g, "$1")
    .replace(/(?<!\\)[{}]/g, "")
    .replace(/\\([{}])/g, "$1");
}

/** Writes TeX of a title, a name or an abstract as plain text, with its mathematics as it is. */
export function withoutTex(text: string): string {
  if (!/[\\{}~]|``|''|--/.test(text)) return text;
  return partsOf(text)
    .map(({ source, formula }) => (formula ? source : plain(source)))
    .join("")
    .normalize("NFC");
}

import { partsOf } from "@/server/platform/text/math/math-parts";

/**
 * Characters with a meaning in TeX, and their escaped forms. Braces are written as commands, because BibTeX counts
 * each one, even after a backslash.
 */
const TEX: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  "%": "\\%",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
};
/** Signs that TeX joins into one: dashes, quotation marks and marks before a question. */
const JOINED = /(?<=-)-|(?<=')'|(?<=[`?!])`/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: TeX refuses them
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/**
 * Commands that a formula has no use for: they read and write files, define others, or lead elsewhere. A formula with
 * one of them is written as words.
 */
const NO_FORMULA =
  /\\(?:input|include\w*|write\w*|immediate|openin|openout|closein|closeout|read\w*|special|[egx]?def|let|futurelet|csname|endcsname|catcode|\w*newcommand|renew\w+|provide\w+|new\w+|usepackage|documentclass|expandafter|output|shipout|loop|every\w+|lowercase|uppercase|directlua|luaexec|ShellEscape|\w*input\w*|lstinputlisting|file\w*|url|href|html\w*|global|long|message|errmessage|show\w*|jobname|end\s*$|par|csstring|char|scantokens|primitive)(?![A-Za-z])|\^\^|@|~|(?<!\\)%|\n\s*\n/;

/** Whether a formula can stand in a field as it is. */
function isSafeFormula(source: string): boolean {
  if (!/^(?:\$(?!`)|\\[([]|\\begin\{)/.test(source) || NO_FORMULA.test(source)) return false;
  let depth = 0;
  for (const sign of source) {
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function escaped(words: string): string {
  return words
    .replace(/[\\{}$&#_%~^<>|]/g, (sign) => TEX[sign] ?? sign)
    .replace(JOINED, (sign) => `{}${sign}`);
}

/** Words with a capital, but for the first of a text: styles that write titles small leave them in braces alone. */
const CAPITALS = /(?<=[^\p{L}\p{N}]|^)[\p{L}\p{M}\p{N}]*\p{Lu}[\p{L}\p{M}\p{N}]*/gu;

function protectedWords(words: string, isStart: boolean): string {
  let last = 0;
  let written = "";
  for (const { 0: word, index } of words.matchAll(CAPITALS)) {
    const isFirst =
      isStart && /^\W*$/.test(words.slice(0, index)) && !/\p{Lu}/u.test(word.slice(1));
    written += escaped(words.slice(last, index)) + (isFirst ? escaped(word) : `{${escaped(word)}}`);
    last = index + word.length;
  }
  return written + escaped(words.slice(last));
}

/** Writes words for a field of BibTeX, where none of them is TeX. */
export function texOfWords(words: string): string {
  return escaped(words.replace(CONTROLS, "").replace(/\s+/g, " ").trim());
}

/** Writes a text with mathematics for a field of BibTeX. @param isTitle whether capitals are protected */
export function texOf(text: string, isTitle = false): string {
  const clean = text.replace(CONTROLS, "").replace(/\r\n?/g, "\n").trim();
  return partsOf(clean)
    .map(({ source, formula }, place) => {
      if (formula && isSafeFormula(source)) return `{${source.replace(/\s+/g, " ")}}`;
      return isTitle ? protectedWords(source, place === 0) : escaped(source);
    })
    .join("")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .join(isTitle ? " " : "\n\n");
}

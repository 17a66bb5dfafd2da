/** A formula in a text, and where it ends. */
export interface FoundFormula {
  tex: string;
  display: boolean;
  /** The place where the text continues. */
  end: number;
}

/** Most characters of a formula; delimiters further apart do not belong together. */
const LONGEST = 3000;

/**
 * Finds the formula that begins at a place: between dollars, two dollars, round or square brackets with
 * backslashes, or a dollar and a backtick as GitHub writes it. Prices, variables of a shell, templates,
 * regular expressions and escaped brackets are not formulas.
 * @param last where the formula before it ends
 */
export function formulaAt(text: string, at: number, last = 0): FoundFormula | null {
  if (text[at] === "$") {
    if (isEscaped(text, at) || (text[at - 1] === "$" && at > last)) return null;
    if (text[at + 1] === "$") return between(text, at, ["$$", "$$"], isDisplay);
    if (text[at + 1] === "`") {
      // A formula contains no backtick, so only the next one can close it.
      if (text[text.indexOf("`", at + 2) + 1] !== "$") return null;
      return between(text, at, ["$`", "`$"], () => true);
    }
    return betweenDollars(text, at, at === last);
  }
  const sign = text[at + 1] ?? " ";
  // The sign comes first: from each of many backslashes in a row, `isEscaped` would walk back to the first.
  if (text[at] !== "\\" || !"b([".includes(sign) || isEscaped(text, at)) return null;
  if (sign === "b") return environmentAt(text, at);
  if (sign === "(") return between(text, at, ["\\(", "\\)"], isNoProse);
  if (isEscapedBox(text, at)) return null;
  return between(text, at, ["\\[", "\\]"], isNoEscapedBracket);
}

const ENVIRONMENT =
  /\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|displaymath|flalign)\*?)\}/y;

/** An environment that is mathematics without delimiters, as in a paper. */
function environmentAt(text: string, at: number): FoundFormula | null {
  ENVIRONMENT.lastIndex = at;
  const [, name] = ENVIRONMENT.exec(text) ?? [];
  if (name === undefined) return null;
  const closing = `\\end{${name}}`;
  const to = text.slice(at, at + LONGEST).indexOf(closing);
  if (to < 0) return null;
  const tex = text.slice(at, at + to + closing.length);
  if (hasBlankLine(tex) || tex.includes("`")) return null;
  return { tex, display: true, end: at + tex.length };
}

/** Whether it is the box of a task or an index, as editors escape them: `- \[x\] done`, `list\[i\]`. */
function isEscapedBox(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const from = text.slice(at, at + 12);
  const isFirst = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?$/.test(before);
  if (isFirst) return /^\\\[[xX]\\\][ \t]+\S/.test(from);
  return /[\p{L}\p{N}_)\]]$/u.test(before.slice(-2)) && /^\\\[[\p{L}\p{N}_+-]{1,4}\\\]/u.test(from);
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first -= 1;
  return (at - first) % 2 === 1;
}

/** Finds the next place of a character that is not escaped. */
function next(text: string, sign: string, from: number): number | null {
  const near = text.slice(from, from + LONGEST);
  for (let at = near.indexOf(sign); at >= 0; at = near.indexOf(sign, at + 1)) {
    if (!isEscaped(near, at)) return from + at;
  }
  return null;
}

/** Finds where the bracket that was opened before a place is closed; nowhere if another opens first. */
function nextBracket(text: string, from: number, opening: string, closing: string): number | null {
  const near = text.slice(from, from + LONGEST);
  for (let at = near.indexOf("\\"); at >= 0; at = near.indexOf("\\", at + 2)) {
    if (near.startsWith(closing, at)) return from + at;
    if (near.startsWith(opening, at)) return null;
  }
  return null;
}

type IsFormula = (tex: string, after: string) => boolean;

function between(
  text: string,
  at: number,
  [opening, closing]: readonly [string, string],
  isFormula: IsFormula,
): FoundFormula | null {
  const to = closing.startsWith("\\")
    ? nextBracket(text, at + 2, opening, closing)
    : next(text, closing, at + 2);
  if (to === null) return null;
  const tex = text.slice(at + 2, to);
  const end = to + closing.length;
  if (tex.trim() === "" || hasBlankLine(tex) || tex.includes("`")) return null;
  if (!isFormula(tex, text[end] ?? "")) return null;
  return { tex, display: opening === "$$" || opening === "\\[", end };
}

/** Words within a formula that are not closed yet; they may contain formulas again. */
const OPEN_TEXT = /\\(?:text\w*|mbox)\s*\{[^{}]*$/;

function betweenDollars(text: string, at: number, isFirst: boolean): FoundFormula | null {
  let to = next(text, "$", at + 1);
  for (let inside = 0; to !== null && inside < 8; inside += 1) {
    if (!OPEN_TEXT.test(text.slice(at + 1, to))) break;
    to = next(text, "$", to + 1);
  }
  if (to === null) return null;
  const tex = text.slice(at + 1, to);
  if (tex.includes("`") || hasBlankLine(tex) || !isTight(tex)) return null;
  const before = isFirst ? "" : ([...text.slice(Math.max(0, at - 2), at)].at(-1) ?? "");
  const after = text.slice(to + 1, to + 40);
  if (!mayOpen(before, tex) || !mayClose(tex, after) || !isMathematics(tex)) return null;
  return { tex, display: false, end: to + 1 };
}

function hasBlankLine(tex: string): boolean {
  return /\n[ \t>]*\n/.test(tex);
}

const COMMAND = /\\[A-Za-z]{2,}/;
/** Signs that appear in formulas but not in prices or variables: \alpha, x^2, y_{ij}. */
const UNMISTAKABLE = /\\[A-Za-z]{2,}|\\[,;:!{}|]|\^|_\{/;

/** "$ 5 and $ 6" is no formula; blanks on both sides are accepted if there is TeX between them. */
function isTight(tex: string): boolean {
  const [first, last] = [/^\s/.test(tex), /\s$/.test(tex)];
  return (!first && !last) || (first && last && COMMAND.test(tex));
}

/** Scripts that write words without blanks: a formula may stand right beside their letters. */
const UNSPACED =
  "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Bopo}" +
  "\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}";
const UNSPACED_LETTER = new RegExp(`(?=\\p{L})[${UNSPACED}]`, "u");
const LETTER_OR_DIGIT = new RegExp(`(?![${UNSPACED}])[\\p{L}\\p{N}]`, "u");
const LETTERS = new RegExp(`^(?:(?![${UNSPACED}])\\p{L})+`, "u");

function mayOpen(before: string, tex: string): boolean {
  // Accepts CO$_2$ and 5$\mu$m, but not US$5 or a$b.
  const isClear = COMMAND.test(tex) || /^[_^]./.test(tex);
  if (LETTER_OR_DIGIT.test(before)) return isClear;
  // This dollar ends a regular expression.
  return !/[\])+?^]/.test(before) || isClear || /[_^]\{/.test(tex);
}

/** Endings of a word after a formula: the $n$th, the $x$s. */
const ENDING = /^(?:th|ths|st|nd|rd|s|es)$/;

function mayClose(tex: string, after: string): boolean {
  // Refuses "$5-$10", but accepts 3$\times$3.
  if (/^\p{N}/u.test(after)) return COMMAND.test(tex);
  // This dollar begins the next variable and closes nothing: $PATH:$HOME, $(a)$(b), ${x}${y}.
  if (/^(?:_[\p{L}\p{N}]|\{|\$(?:[\s$\d]|[A-Z_]{2}|$))/u.test(after)) return false;
  if (after.startsWith("(")) return !/^[({]/.test(tex);
  const [letters] = LETTERS.exec(after) ?? [];
  if (letters === undefined) return true;
  // The text is incomplete: "PATH:", "a=", "f(".
  if (/[-+*/:;,.=<>&|"'([{^_\\]$/.test(tex)) return false;
  if (ENDING.test(letters) || UNMISTAKABLE.test(tex) || /^_.$/u.test(tex)) return true;
  return /^\p{L}'?$/u.test(tex) && letters.length > 1;
}

/** Words that may appear in formulas. */
const FUNCTIONS = new Set(
  (
    "log ln exp sin cos tan sec csc cot sinh cosh tanh arcsin arccos arctan max min sup inf arg " +
    "argmax argmin det dim ker deg lim gcd lcm mod poly rank span tr diag sgn sign var cov"
  ).split(" "),
);
/** Commands for plain words within a formula. */
const TEXT = /\\(?:text\w*|mbox|math\w+|operatorname\*?|begin|end)\s*\{[^{}]*\}/g;

/** One or two letters, up to three capitals, or a number: a product within a sum, such as BA or 2xy. */
const PRODUCT = "(?:\\d+|\\d*(?:\\p{Lu}{1,3}|\\p{L}{1,2}))['′]*";
/** Products with signs between them: "W + BA". */
const SUM = new RegExp(`^[(\\s]*${PRODUCT}(?:[\\s)]*[-+*/−·±×][\\s(]*${PRODUCT})+[\\s)]*$`, "u");

/** Whether a text is not prose: "see the appendix" in escaped brackets is prose, "O(n log n)" is not. */
function isNoProse(tex: string): boolean {
  if (!hasSubstance(tex)) return false;
  if (COMMAND.test(tex) || !/\s/.test(tex.trim()) || SUM.test(tex)) return true;
  const bare = tex.replace(TEXT, " ").replace(/[_^]\s*\{[^{}]*\}/g, " ");
  const words = (bare.match(/\p{L}{2,}/gu) ?? []).filter(
    (word) => !FUNCTIONS.has(word.toLowerCase()),
  );
  return words.length < (/[\\^_{}=<>]/.test(tex) ? 3 : 1);
}

/** Whether there is a number, a letter, a command or a mathematical symbol. */
function hasSubstance(tex: string): boolean {
  return /[\p{L}\p{N}\p{Sm}*/-]|\\[A-Za-z|]/u.test(tex);
}

const isDisplay: IsFormula = (tex, after) => {
  // Two dollars around two formulas are a slip; within \text{…} dollars are allowed.
  const outside = tex.replace(/\\[\s\S]|\{[^{}]*\}/g, "");
  return !outside.includes("$") && after !== "$" && isNoProse(tex);
};

/** "\[12, 13\]" is a reference, "\[^1\]" a note, "\[sic\]" a word, "\[text\](address)" an escaped link. */
const isNoEscapedBracket: IsFormula = (tex, after) =>
  !/^\s*\d+(?:\s*[,;–-]\s*\d+)*\s*$/.test(tex) &&
  !/^(?:\^[\w-]+|\p{L}{3,}|[.…]+)$/u.test(tex) &&
  (!/[([:]/.test(after) || UNMISTAKABLE.test(tex)) &&
  isNoProse(tex);

function isMathematics(tex: string): boolean {
  if (tex.length === 1) return /[^\s"'`#%&]/.test(tex);
  if (/^[,;:)}/&%"'@#?!]|[/:"({&]$/.test(tex) || !areBracesRight(tex)) return false;
  if (!/[\p{L}\p{N}]/u.test(tex) && /[,;.]/.test(tex)) return false;
  if (UNSPACED_LETTER.test(tex.replace(TEXT, ""))) return false;
  // A formula on two lines has mathematical symbols, and is not a row of a table.
  if (tex.includes("\n") && (!/[\\^_{}=<>+*]/.test(tex) || /\n\s*\|/.test(tex))) return false;
  if (!isNoProse(tex)) return false;
  if (COMMAND.test(tex)) return true;
  // "^a+$|^b+$" has no formula between its dollars; |x|, P(A|B) and |0> are formulas.
  const isUneven = tex.split("|").length % 2 === 0;
  if (isUneven && /^\||\|$/.test(tex) && !/^\|[^|]*>$|^<[^|]*\|$/.test(tex)) return false;
  return UNMISTAKABLE.test(tex) || (!/"|:\/\//.test(tex) && areBracketsRight(tex));
}

/** A closing brace without an opening one closes something outside the formula, as in {$a},{$b}. */
function areBracesRight(tex: string): boolean {
  let depth = 0;
  for (const sign of tex.replace(/\\[\s\S]/g, "")) {
    if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 || UNMISTAKABLE.test(tex);
}

/** Brackets of half-open intervals need not match: [0,1) and ]0,1]. */
function areBracketsRight(tex: string): boolean {
  let depth = 0;
  for (const sign of tex.replace(/[([\]][^()[\]]*[)\][]/g, "")) {
    if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

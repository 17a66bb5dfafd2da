import type MarkdownIt from "markdown-it";
import { formulaAt } from "../math/math-delimiters";
import { endOfCode, endOfDull, endOfFence, FRONT } from "./code-ends";

/** Marks in a formula, instead of "|" and before each line, so that neither begins a table, list or quote. */
const BAR = "\u0002";
const HELD = "\u0003";
const BLANK = new RegExp(`\n${HELD}[ \\t]*(?=\n)`, "g");

/**
 * Formulas in Markdown. `math_inline` stands in a line, `math_display` on a line of its own within a
 * paragraph, `math_block` alone; `info` is the formula as it was written.
 */
export function formulas(markdown: MarkdownIt): void {
  markdown.core.ruler.after("normalize", "formulas_held", (state) => {
    state.src = held(state.src);
  });
  markdown.core.ruler.after("block", "formulas_released", ({ src, tokens, env }) => {
    if (!src.includes(BAR) && !src.includes(HELD)) return;
    for (const token of tokens) {
      // TeX needs no mark for a blank line.
      const { content, type } = token;
      token.content = released(type === "inline" ? content.replace(BLANK, "") : content);
      token.info = released(token.info);
      if (token.meta?.label) token.meta.label = released(token.meta.label);
    }
    for (const reference of Object.values<Record<string, string>>(env.references ?? {})) {
      for (const [name, value] of Object.entries(reference)) reference[name] = released(value);
    }
  });
  markdown.inline.ruler.before("escape", "formula", (state, silent) => {
    const isAfterOne = state.pending === "" && state.tokens.at(-1)?.type.startsWith("math_");
    const found = formulaAt(state.src, state.pos, isAfterOne ? state.pos : 0);
    if (!found || found.end > state.posMax) return false;
    if (!silent) {
      const token = state.push(found.display ? "math_display" : "math_inline", "math", 0);
      token.content = found.tex;
      token.info = state.src.slice(state.pos, found.end);
    }
    state.pos = found.end;
    return true;
  });
  markdown.core.ruler.after("inline", "formulas_alone", (state) => {
    const shown: Token[] = [];
    for (const token of state.tokens) {
      const isAfterOne = shown.at(-1)?.type === "math_block";
      if (token.type === "fence" && token.info.trim() === "math") {
        shown.push(block(token, token.content, `$$\n${token.content}$$`));
      } else if (isAlone(token) && shown.at(-1)?.type === "paragraph_open") {
        shown.pop();
        const children = (token.children ?? []).filter(({ type }) => type === "math_display");
        shown.push(...children.map((child) => block(child, child.content, child.info)));
      } else if (token.type !== "paragraph_close" || !isAfterOne) {
        shown.push(token);
      }
    }
    state.tokens = shown;
  });
  besideLetters(markdown);
}

type Token = ReturnType<MarkdownIt["parse"]>[number];

/** Whether a paragraph consists only of formulas, each on a separate line. */
function isAlone({ type: kind, children }: Token): boolean {
  if (kind !== "inline" || !children?.some(({ type }) => type === "math_display")) return false;
  return children.every(
    ({ type, content }) =>
      type === "math_display" || type === "softbreak" || (type === "text" && content.trim() === ""),
  );
}

function block(token: Token, content: string, info: string): Token {
  return Object.assign(token, { type: "math_block", block: true, content, info });
}

function released(text: string): string {
  return text.replaceAll(BAR, "|").replaceAll(HELD, "");
}

/** The beginning of a line before its words: blanks, marks of quotes and lists. */
const IN_FRONT = new RegExp(`^${FRONT}`);
/** Between two lines of dollars there may be blank lines. */
const FENCED = /\$\$[ \t]*\n(?:(?!\n[ \t>]*\$\$)[\s\S]){1,3000}\n[ \t>]*\$\$/y;
/**
 * Marks the formulas of a source, so that they begin no lists, quotes, headings or cells wherever their lines break.
 * Code is left alone. If this errs, nothing is lost: the marks that it puts in are taken out of all tokens.
 */
function held(source: string): string {
  if (!/[$\\]/.test(source)) return source;
  let out = "";
  let line = 0;
  // The beginning of a line that only formulas break.
  let place = 0;
  let last = 0;
  for (let at = 0; at < source.length; ) {
    const code = at === line ? endOfFence(source, at) : null;
    const formula = code === null ? endOfFormula(source, at, { line, place }, last) : null;
    const end = code ?? formula ?? endOfCode(source, at) ?? endOfDull(source, at);
    const part = source.slice(at, end);
    out += formula === null ? part : heldFormula(part, source.slice(line, at));
    if (formula !== null) last = formula;
    const broken = part.lastIndexOf("\n");
    if (broken >= 0) {
      line = at + broken + 1;
      if (formula === null) place = line;
    }
    at = end;
  }
  return out;
}

function endOfFormula(
  source: string,
  at: number,
  { line, place }: { line: number; place: number },
  last: number,
): number | null {
  if (source[at] !== "$" && source[at] !== "\\") return null;
  const found = formulaAt(source, at, last);
  const before = source.slice(line, at);
  const front = source.slice(place, Math.min(at, place + LONGEST_FRONT));
  if (found && leavesItsPlace(source.slice(at, found.end), front)) return null;
  if (found || !source.startsWith("$$", at)) return found?.end ?? null;
  FENCED.lastIndex = at;
  if (IN_FRONT.exec(before)?.[0] !== before || !FENCED.test(source)) return null;
  const whole = source.slice(at, FENCED.lastIndex).replace(/\n[ \t>]*(?=\n)/g, "");
  return formulaAt(whole, 0)?.end === whole.length ? FENCED.lastIndex : null;
}

/** Characters that may stand at the beginning of a line before its words. */
const LONGEST_FRONT = 200;
const ITEM = /(?<=^[ \t>]*)(?:[-+*]|\d{1,9}[.)])[ \t]/;

/** Whether a formula would reach from one item of a list, heading or row of a table into the next. */
function leavesItsPlace(formula: string, before: string): boolean {
  const [, ...below] = formula.split("\n");
  if (below.length === 0) return false;
  if (/^[ \t>]*(?:#{1,6}[ \t]|\|)/.test(before)) return true;
  const item = before.search(ITEM);
  return below.some((part) => part.search(ITEM) >= 0 && part.search(ITEM) <= item);
}

function heldFormula(formula: string, before: string): string {
  const quotes = IN_FRONT.exec(before)?.[0].split(">").length ?? 1;
  const front = new RegExp(`\\n((?:[ \\t]*>){0,${quotes - 1}}[ \\t]*)`, "g");
  return formula.replace(/(?<!\\)\|/g, BAR).replace(front, `\n$1${HELD}`);
}

/** A formula counts as a letter if it touches two stars: **$x$**th is bold, 2*$x$*3 is no emphasis. */
function besideLetters(markdown: MarkdownIt): void {
  const { State } = markdown.inline;
  markdown.inline.State = class extends State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const scanned = super.scanDelims(start, canSplitWord);
      if (!canSplitWord || scanned.length < 2) return scanned;
      const after = start + scanned.length;
      const isBefore = this.pending === "" && this.tokens.at(-1)?.type.startsWith("math_");
      if (isBefore) scanned.can_close = true;
      if (/[$\\]/.test(this.src[after] ?? "") && formulaAt(this.src, after)) {
        scanned.can_open = true;
      }
      return scanned;
    }
  };
}

/** The operators that a search knows, as in `year:2023`. */
export const OPERATORS = [
  "author",
  "title",
  "year",
  "topic",
  "venue",
  "has",
  "in",
  "read",
] as const;
export type Operator = (typeof OPERATORS)[number];
/** Operators that comments, agendas and notes have an answer to. */
export const COMMENT_OPERATORS: readonly Operator[] = ["author", "year"];
export const NOTE_OPERATORS: readonly Operator[] = ["year"];

/** One part of a question. */
export interface Term {
  kind: "word" | "phrase" | Operator;
  /** The word, the words of the phrase, or the operator's value in its one form. */
  text: string;
  /** Whether what has it is left out. */
  not: boolean;
}

/** A search text as it was understood. */
export interface Question {
  terms: Term[];
  /** Pieces that look like operators, and were read as words. */
  misread: string[];
}

/** Parts of a question that are more than words. Further ones are read as words. */
const MOST_CONDITIONS = 20;

const QUOTES = /["“”„«»]/g;
/** A piece, perhaps with a minus and an operator: quoted words, or what stands between blanks and quotes. */
const PIECE = /((?<!\S)[-−])?(?:(\p{L}+):)?(?:"([^"]*)"|([^\s"]+))/gu;
/** Anything that can be looked for. */
const SENSE = /[\p{L}\p{N}\p{S}]/u;
/** Names before a colon that are no operators, and not meant as ones. */
const SCHEMES = /^(?:https?|arxiv|doi|pmid|pmcid|isbn|openalex|openreview|acl|url)$/i;

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/**
 * Reads a search text: words, "phrases", operators, and a minus before what is to be left out. Whatever it does not
 * understand is words. @param known the operators that have a meaning where it is asked
 */
export function readQuestion(q: string, known: readonly Operator[] = OPERATORS): Question {
  const terms: Term[] = [];
  const misread: string[] = [];
  for (const piece of pairQuotes(q).matchAll(PIECE)) {
    const [whole, minus, name = "", quoted, bare = ""] = piece;
    const not = minus !== undefined;
    const operator = known.find((one) => one === name.toLowerCase());
    const isFull = terms.filter(isCondition).length >= MOST_CONDITIONS;
    if (quoted !== undefined && name === "") {
      if (isFull) terms.push(...wordsIn(quoted, false));
      else if (SENSE.test(quoted)) terms.push({ kind: "phrase", text: oneLine(quoted), not });
      continue;
    }
    const value = operator && inForm(operator, quoted ?? bare);
    if (operator && value && !isFull) {
      terms.push({ kind: operator, text: value, not });
      continue;
    }
    if (seemsMeant(whole, name)) misread.push(oneLine(whole));
    // A quoted value without a name for it is a phrase of its own.
    if (quoted === undefined) {
      terms.push(...wordsIn(name === "" ? bare : `${name}:${bare}`, not && !isFull));
    } else {
      terms.push(...wordsIn(`${name}:`, false));
      if (SENSE.test(quoted)) terms.push({ kind: "phrase", text: oneLine(quoted), not });
    }
  }
  return { terms, misread };
}

/** Writes all quotes alike, without the last one if it stands alone. */
function pairQuotes(q: string): string {
  const text = q.replace(QUOTES, '"');
  const isOdd = (text.split('"').length - 1) % 2 === 1;
  const last = text.lastIndexOf('"');
  return isOdd ? `${text.slice(0, last)} ${text.slice(last + 1)}` : text;
}

/** A minus at the beginning of a word would leave it out, once it is written again. */
function wordsIn(text: string, not: boolean): Term[] {
  return text.split(/\s+/).flatMap((piece): Term[] => {
    const word = piece.replace(/^[-−]+/, "");
    return SENSE.test(word) ? [{ kind: "word", text: word, not }] : [];
  });
}

/** Whether a piece was probably meant as an operator, though it is none. */
function seemsMeant(piece: string, name: string): boolean {
  const bare = /^[-−]?(\p{L}+):$/u.exec(piece)?.[1]?.toLowerCase();
  if (name === "") return OPERATORS.some((operator) => operator === bare);
  return /^[\p{Ll}]+$/u.test(name) && !SCHEMES.test(name) && !piece.includes("://");
}

/** The one form of an operator's value; null if it has no meaning. */
function inForm(operator: Operator, typed: string): string | null {
  const value = oneLine(typed).replace(/[,;]+$/, "");
  if (!SENSE.test(value)) return null;
  if (operator === "year") return yearsInForm(value);
  if (operator === "has") return /^(?:discussion|comments?)$/i.test(value) ? "discussion" : null;
  if (operator !== "in" && operator !== "read") return value;
  const slug = value.toLowerCase().replaceAll(" ", "-");
  return /^[a-z0-9-]{1,60}$/.test(slug) ? slug : null;
}

/** The first and last year of a span; null where it is open. */
export interface Years {
  from: number | null;
  to: number | null;
}

const SPAN = /^([12]\d{3})?(?:(\.{2,3}|…|[-–])([12]\d{3})?)?$/;

/** Reads years: "2023", "2021..2023", "2023..", "..2020". */
export function readYears(text: string): Years | null {
  const [whole, first, dots, last] = SPAN.exec(text) ?? [];
  if (!whole || (!first && !last)) return null;
  const [from, to] = [first ? Number(first) : null, last ? Number(last) : null];
  if (!dots) return { from, to: from };
  return from !== null && to !== null && from > to ? { from: to, to: from } : { from, to };
}

/** Writes years as an operator has them. */
export function writeYears({ from, to }: Years): string {
  return from !== null && from === to ? String(from) : `${from ?? ""}..${to ?? ""}`;
}

function yearsInForm(value: string): string | null {
  const years = readYears(value);
  return years && writeYears(years);
}

/** Whether a part limits what is found. The other parts are words, of which any may match. */
export function isCondition({ kind, not }: Term): boolean {
  return kind !== "word" || not;
}

/** Writes a part of a question in its one form. */
export function writeTerm({ kind, text, not }: Term): string {
  const isQuoted = kind === "phrase" || (kind !== "word" && /\s/.test(text));
  const value = isQuoted ? `"${text}"` : text;
  return `${not ? "-" : ""}${kind === "word" || kind === "phrase" ? "" : `${kind}:`}${value}`;
}

/** Writes a question as a search text. Read again, it is the same question. */
export function writeQuestion(terms: readonly Term[]): string {
  return terms.map(writeTerm).join(" ");
}

/** The words of a question, by which what it finds is ordered; empty if it has none. */
export function wordsOf({ terms }: Question): string {
  const asked = terms.filter(({ kind, not }) => !not && (kind === "word" || kind === "phrase"));
  return asked.map(({ text }) => text).join(" ");
}

/** The parts of a question that what it finds has to fulfil, all of them. */
export function conditionsIn({ terms }: Question): Term[] {
  return terms.filter(isCondition);
}

/** The same question, in which not any but all of the words have to be there. */
export function withEachWord({ terms, misread }: Question): Question {
  const each = terms.map((term) =>
    term.kind === "word" ? { ...term, kind: "phrase" as const } : term,
  );
  return { terms: each, misread };
}

/** The addresses of the groups that a question names. */
export function groupsIn({ terms }: Question): string[] {
  const named = terms.filter(({ kind }) => kind === "in" || kind === "read");
  return [...new Set(named.map(({ text }) => text))];
}

/** Whether two parts say the same. */
export function isSame(a: Term, b: Term): boolean {
  return a.kind === b.kind && a.not === b.not && a.text.toLowerCase() === b.text.toLowerCase();
}

/** Adds a part to a question, or takes it out if it is there. A paper has one year, so a year takes the place of another. */
export function toggle(terms: readonly Term[], term: Term): Term[] {
  const others = terms.filter((one) => !isSame(one, term));
  if (others.length < terms.length) return others;
  const kept =
    term.kind === "year" ? others.filter(({ kind, not }) => kind !== "year" || not) : others;
  return [...kept, term];
}

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

/** One thing that is asked for, or left out. */
export interface Part {
  kind: "word" | "phrase" | Operator;
  /** The word, the words of the phrase, or the operator's value in its one form. */
  text: string;
  /** Whether what has it is left out. */
  not: boolean;
}

/** Parts joined by OR, of which one has to hold. None of them is left out. */
interface Either {
  kind: "either";
  parts: readonly Part[];
}

/** One condition of a question, or a word. */
export type Term = Part | Either;

/** A search text as it was understood. */
export interface Question {
  terms: Term[];
  /** Pieces that look like operators, and were read as words. */
  misread: string[];
}

/** Parts of a question that are more than words. Further ones are read as words. */
const MOST_CONDITIONS = 20;

/** Joins the two parts beside it, in capital letters only: "or" is a word. */
const OR = "OR";

const QUOTES = /["“”„«»]/g;
/** A piece, perhaps with a minus and an operator: quoted words, or what stands between blanks and quotes. */
const PIECE = /(?:((?<!\S)[-−]+)|[-−]+)?(?:(\p{L}+):)?(?:"([^"]*)"|([^\s"]+))/gu;
/** Anything that can be looked for. */
const SENSE = /[\p{L}\p{N}\p{S}]/u;
/** Names before a colon that are no operators, and not meant as ones. */
const SCHEMES = /^(?:https?|arxiv|doi|pmid|pmcid|isbn|openalex|openreview|acl|url)$/i;

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/**
 * Reads a search text: words, "phrases", operators, a minus before what is to be left out, and OR, which binds the two
 * parts beside it tighter than the blank does. Whatever it does not understand is words.
 * @param known the operators that have a meaning where it is asked
 */
export function readQuestion(q: string, known: readonly Operator[] = OPERATORS): Question {
  const terms: Term[] = [];
  const misread: string[] = [];
  let joins = false;
  const leaveOr = () => {
    terms.push({ kind: "word", text: OR.toLowerCase(), not: false });
    misread.push(OR);
  };
  for (const piece of pairQuotes(q).matchAll(PIECE)) {
    if (piece[0] === OR) {
      if (joins) leaveOr();
      joins = true;
      continue;
    }
    const read = readPiece(piece, known, countConditions(terms) >= MOST_CONDITIONS);
    const [right, ...others] = read.terms;
    const either = joins ? join(terms.at(-1), right) : null;
    if (either && countConditions([...terms.slice(0, -1), either, ...others]) <= MOST_CONDITIONS) {
      terms.splice(-1, 1, either, ...others);
    } else {
      if (joins) leaveOr();
      terms.push(...read.terms);
    }
    misread.push(...read.misread);
    joins = false;
  }
  if (joins) leaveOr();
  return { terms, misread };
}

/** Joins two parts by OR; null where one of them is missing or left out. */
function join(left: Term | undefined, right: Part | undefined): Either | null {
  if (!left || !right || right.not || (left.kind !== "either" && left.not)) return null;
  return { kind: "either", parts: [...partsOf([left]), right] };
}

/** Reads what stands between blanks and quotes. @param isFull whether it can be no condition, but words alone */
function readPiece(piece: RegExpExecArray, known: readonly Operator[], isFull: boolean) {
  const [whole, minus, name = "", quoted, bare = ""] = piece;
  const not = minus !== undefined;
  const phraseIn = (text: string): Part[] =>
    SENSE.test(text) ? [{ kind: "phrase", text: oneLine(text), not }] : [];
  if (quoted !== undefined && name === "") {
    return { terms: isFull ? wordsIn(quoted, false) : phraseIn(quoted), misread: [] };
  }
  const operator = known.find((one) => one === name.toLowerCase());
  const value = operator && inForm(operator, quoted ?? bare);
  if (operator && value && !isFull) {
    const terms: Part[] = [{ kind: operator, text: value, not }];
    return { terms, misread: [] };
  }
  // A quoted value without a name for it is a phrase of its own.
  const terms =
    quoted === undefined
      ? wordsIn(name === "" ? bare : `${name}:${bare}`, not && !isFull)
      : [...wordsIn(`${name}:`, false), ...phraseIn(quoted)];
  return { terms, misread: seemsMeant(whole, name) ? [oneLine(whole)] : [] };
}

/** Writes all quotes alike, without the last one if it stands alone. */
function pairQuotes(q: string): string {
  const text = q.replace(QUOTES, '"');
  const isOdd = (text.split('"').length - 1) % 2 === 1;
  const last = text.lastIndexOf('"');
  return isOdd ? `${text.slice(0, last)} ${text.slice(last + 1)}` : text;
}

/** A minus at the beginning of a word would leave it out, once it is written again. */
function wordsIn(text: string, not: boolean): Part[] {
  return text.split(/\s+/).flatMap((piece): Part[] => {
    const word = piece.replace(/^[-−]+/, "");
    if (!SENSE.test(word)) return [];
    // Written again, it would join its neighbours.
    return [{ kind: "word", text: word === OR && !not ? OR.toLowerCase() : word, not }];
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
export function isCondition(term: Term): boolean {
  return term.kind !== "word" || term.not;
}

/** Each part of a question, also those joined by OR. */
export function partsOf(terms: readonly Term[]): Part[] {
  return terms.flatMap((term) => (term.kind === "either" ? term.parts : [term]));
}

function countConditions(terms: readonly Term[]): number {
  return partsOf(terms.filter(isCondition)).length;
}

/** Writes a part of a question in its one form. */
export function writeTerm(term: Term): string {
  if (term.kind === "either") return term.parts.map(writeTerm).join(` ${OR} `);
  const { kind, text, not } = term;
  const isQuoted = kind === "phrase" || (kind !== "word" && /\s/.test(text));
  const value = isQuoted ? `"${text}"` : text;
  return `${not ? "-" : ""}${kind === "word" || kind === "phrase" ? "" : `${kind}:`}${value}`;
}

/** Writes a question as a search text. Read again, it is the same question. */
export function writeQuestion(terms: readonly Term[]): string {
  return terms.map(writeTerm).join(" ");
}

/** Whether a part asks for words, wherever they stand. */
function asksForWords({ kind, not }: Part): boolean {
  return !not && (kind === "word" || kind === "phrase");
}

/**
 * The words of a question, by which what it finds is ordered; empty if it has none. What is joined to an operator by OR
 * is not among them: papers that the operator finds need not have it. The OR stays, as titles have one.
 */
export function wordsOf({ terms }: Question): string {
  const asked = terms.flatMap((term) => {
    const parts = partsOf([term]);
    return parts.every(asksForWords) ? [parts.map(({ text }) => text).join(` ${OR} `)] : [];
  });
  return asked.join(" ");
}

/** The words of a question that can be marked in a title or text. */
export function wordsToMark({ terms }: Question): string {
  const shown = partsOf(terms).filter(
    (part) => asksForWords(part) || (part.kind === "title" && !part.not),
  );
  return shown.map(({ text }) => text).join(" ");
}

/** The parts of a question that what it finds has to fulfil, all of them. */
export function conditionsIn({ terms }: Question): Term[] {
  return terms.filter(isCondition);
}

/** The words of a question that stand by themselves. */
export function plainWordsOf({ terms }: Question): string {
  return terms.flatMap((term) => (term.kind === "word" && !term.not ? [term.text] : [])).join(" ");
}

/** The addresses of the groups that a question names. */
export function groupsIn({ terms }: Question): string[] {
  const named = partsOf(terms).filter(({ kind }) => kind === "in" || kind === "read");
  return [...new Set(named.map(({ text }) => text))];
}

/** Whether two parts say the same. */
export function isSame(a: Term, b: Term): boolean {
  return a.kind === b.kind && writeTerm(a).toLowerCase() === writeTerm(b).toLowerCase();
}

/** Adds a part to a question, or takes it out if it is there. A paper has one year, so a year takes the place of another. */
export function toggle(terms: readonly Term[], term: Term): Term[] {
  const others = terms.filter((one) => !isSame(one, term));
  if (others.length < terms.length) return others;
  const kept =
    term.kind === "year" ? others.filter((one) => one.kind !== "year" || one.not) : others;
  return [...kept, term];
}

import { haveCommonAuthor } from "../catalogue/authors/rules";
import { type Described, haveConflict, haveOneName, isSameTitle } from "../catalogue/rules";
import { type Field, fillEmpty, type PaperFields, withoutNamed } from "../corrections/rules";
import type { Identifier, IdentifierType } from "../pasting/identifiers";

/**
 * Whether a paper came in poor: without authors, or without anything that leads to it. The ISBN of a book leads to no
 * paper in it.
 */
export function isPoor(paper: {
  authors: readonly string[];
  identifiers: readonly Identifier[];
}): boolean {
  return paper.authors.length === 0 || paper.identifiers.every(({ type }) => type === "isbn");
}

/** A paper, or what a source says about one, as far as it matters for the question whether they are the same. */
export interface Compared extends Described {
  /** Empty if it is not known. */
  abstract: string;
}

/** Words that a title needs at least, so that two papers do not share it by chance: with other evidence, and with its year only. */
const [WORDS, WORDS_ALONE] = [2, 5];
/** Words from which an abstract is long enough for a comparison, and the part of the shorter one that both must share. */
const [ABSTRACT_WORDS, SHARED] = [15, 0.6];
/** Years between two dates of one paper. */
const YEARS = 1;

/** Words that many titles have. */
const COMMON = new Set(
  (
    "about across among and are beyond can for from has have how into its more new not over our study the their this " +
    "through toward towards under upon using via what when where which with without your introduction review survey"
  ).split(" "),
);

/** Lists the different words of a text that say what it is about: of three letters at least, or figures. */
function tellingWords(text: string): Set<string> {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => [...word].length > 2 && !COMMON.has(word)));
}

/** Compares two abstracts: null if one is missing or too short. */
function agreeAbstracts(one: string, other: string): boolean | null {
  const [mine, theirs] = [tellingWords(one), tellingWords(other)];
  const shorter = Math.min(mine.size, theirs.size);
  if (shorter < ABSTRACT_WORDS) return null;
  return [...mine].filter((word) => theirs.has(word)).length >= SHARED * shorter;
}

/** Compares two years: null if one is not known. */
function agreeYears(one: number | null, other: number | null): boolean | null {
  return one === null || other === null ? null : Math.abs(one - other) <= YEARS;
}

/** Compares two lists of authors: null if one is not known. */
function agreeAuthors(one: readonly string[], other: readonly string[]): boolean | null {
  return one.length === 0 || other.length === 0 ? null : haveCommonAuthor(one, other);
}

/**
 * Decides whether a record is of this paper beyond doubt. Both have the same title but for case, accents, blanks and
 * punctuation; nothing that both state differs (identifiers, authors, years within one, abstracts); and something agrees
 * beside the title: an identifier, an author or the abstract, or the year for a title of at least five telling words.
 */
export function isBeyondDoubt(paper: Compared, record: Compared): boolean {
  const words = tellingWords(paper.title).size;
  if (words < WORDS || !isSameTitle(paper.title, record.title)) return false;
  if (haveConflict(paper, record)) return false;
  const named = haveOneName(paper, record) ? true : null;
  const authors = agreeAuthors(paper.authors, record.authors);
  const abstracts = agreeAbstracts(paper.abstract, record.abstract);
  const years = agreeYears(paper.year, record.year);
  if ([authors, abstracts, years].includes(false)) return false;
  return [named, authors, abstracts].includes(true) || (years === true && words >= WORDS_ALONE);
}

/**
 * Chooses the record of a paper: the only one beyond doubt, or the first of several that are one paper. Two papers that
 * nothing tells apart are doubtful.
 */
export function chooseRecord<T extends Compared>(
  paper: Compared,
  found: readonly T[],
): T | "none" | "doubtful" {
  const [first, ...others] = found.filter((record) => isBeyondDoubt(paper, record));
  if (!first) return "none";
  return others.every((other) => haveOneName(first, other)) ? first : "doubtful";
}

/** Types of identifiers by which a paper is linked, the best first. */
const LINKED: readonly IdentifierType[] = [
  ...([
    "arxiv",
    "doi",
    "acl",
    "openreview",
    "pmid",
    "pmcid",
    "semanticscholar",
    "openalex",
  ] as const),
];

/**
 * Fills the empty fields of a paper from a record, and adds identifiers of types that it lacks. Fields that a person has
 * emptied or corrected stay as they are.
 * @param given the record as the form would take it
 */
export function completedFields(
  fields: PaperFields,
  given: PaperFields,
  decided: readonly Field[],
): PaperFields {
  const filled = fillEmpty(fields, given, decided);
  if (decided.includes("identifiers")) return filled;
  const has = new Set(fields.identifiers.map(({ type }) => type));
  const further = given.identifiers.filter(({ type }) => !has.has(type));
  return withoutNamed({ ...filled, identifiers: [...fields.identifiers, ...further] });
}

/** The identifier of a record to which the paper links. */
export function linkedOf(ids: readonly Identifier[]): Identifier | null {
  const types = LINKED.filter((type) => ids.some((id) => id.type === type));
  return ids.find(({ type }) => type === types[0]) ?? null;
}

const HOUR_MS = 3600_000;
/** Days after which the sources are asked again for a paper that they did not know: they learn of new ones. */
const AGAIN_DAYS = 30;
/** How often the sources are asked for one paper. */
const MOST_ASKED = 3;

/** The time at which the sources are asked again; null if they have been asked often enough. */
export function nextAskAt(asked: number, now: Date): Date | null {
  return asked >= MOST_ASKED ? null : new Date(now.getTime() + AGAIN_DAYS * 24 * HOUR_MS);
}

/** The time at which sources that did not answer are asked again, for any paper. */
export function afterSilence(now: Date): Date {
  return new Date(now.getTime() + HOUR_MS);
}

import { withPlainLetters } from "../../rules";

/** The kind of an author, and the parts of the name where they are known. */
export type AuthorPart =
  | { kind: "person"; family: string; given: string | null }
  | { kind: "organization" };

/** An author as a source knows them. */
interface Author {
  kind: "person" | "organization";
  name: string;
  family?: string | null | undefined;
  given?: string | null | undefined;
}

/** Finds the parts of names that are known, for each name in order; null if none is. */
export function partsOfNames(
  names: readonly string[],
  known: readonly Author[],
): (AuthorPart | null)[] | null {
  const byName = new Map(known.map((author) => [author.name, author]));
  const parts = names.map((name): AuthorPart | null => {
    const author = byName.get(name);
    if (author?.kind === "organization") return { kind: "organization" };
    return author?.family
      ? { kind: "person", family: author.family, given: author.given ?? null }
      : null;
  });
  return parts.some((part) => part !== null) ? parts : null;
}

/** Guesses the parts of a person's name: the last word is the family name, or what stands before a comma. */
export function guessPart(name: string): AuthorPart {
  const [before = "", after] = name.split(/\s*,\s*(.*)/s);
  if (after) return { kind: "person", family: before, given: after };
  const last = name.lastIndexOf(" ");
  return {
    kind: "person",
    family: name.slice(last + 1),
    given: name.slice(0, Math.max(0, last)) || null,
  };
}

/** Writes a person's name in its usual order. */
export function writtenName({ family, given }: { family: string; given: string | null }): string {
  return [given ?? "", family].join(" ").replace(/\s+/g, " ").trim();
}

/** Carries known parts over to other names: those of authors who are still there. */
export function partsAfter(
  before: readonly string[],
  parts: readonly (AuthorPart | null)[],
  after: readonly string[],
): (AuthorPart | null)[] | null {
  const known = before.flatMap((name, at) => {
    const part = parts[at];
    return part ? [{ name, ...part }] : [];
  });
  return partsOfNames(after, known);
}

/** Writes names with their family name first where it is known, for a comparison. */
export function familyFirst(
  names: readonly string[],
  parts: readonly (AuthorPart | null)[] | null | undefined,
): string[] {
  return names.map((name, at) => {
    const part = parts?.[at];
    return part?.kind === "person" ? `${part.family}, ${part.given ?? ""}` : name;
  });
}

/** A way to read a name: its family name, and the first letter of a given name if one is written. */
interface Reading {
  family: string;
  initial: string | null;
  /** Whether the first of two words is taken for the family name. */
  swapped: boolean;
}

/** Words behind a name that are no part of it. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|md)$/;
/** Last words of the names of organizations, which are compared as a whole. */
const ORGANIZATION =
  /\b(?:collaborations?|consorti(?:um|a)|group|team|committee|network|project|investigators|initiative)$/;
/** Entries of lists of authors that name nobody. */
const NOBODY = /^(?:et al|and others|others|anonymous|unknown|various authors?)$/;
/** Names compared of one paper: its first ones, because some papers have thousands. */
const MOST = 100;

/** Writes a name in plain small letters. German "ue" and "ü" are one letter here. */
function plainName(name: string): string {
  const letters = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return withPlainLetters(letters).replace(/([aou])e/g, "$1");
}

function wordsOf(text: string): string[] {
  return text
    .split(/[\s._]+/)
    .map((word) => word.replace(/[^\p{L}\p{N}-]+/gu, "").replace(/^-+|-+$/g, ""))
    .filter((word) => word !== "" && !SUFFIX.test(word));
}

const initialOf = (word: string | undefined) => (word ? ([...word][0] ?? null) : null);

/** The family name as a whole, and its last part: "Smith-Jones" is also cited as "Jones". */
function readingsWith(family: string, initial: string | null, swapped = false): Reading[] {
  const parts = family.split("-");
  const names = parts.length > 1 ? [parts.join(""), parts.at(-1) ?? ""] : [family];
  return names.map((one) => ({ family: one, initial, swapped }));
}

/**
 * Reads a name in each of the ways in which names are written: "Ada Lovelace", "Lovelace, Ada", "Lovelace A", and "Wang
 * Wei" beside "Wei Wang".
 */
function readingsOf(name: string): Reading[] {
  const plain = plainName(name).trim();
  if (NOBODY.test(plain.replace(/[^\p{L}\p{N}\s]+/gu, ""))) return [];
  const [before = "", after = ""] = plain.split(/,(.*)/s);
  const [family, given] = [wordsOf(before), wordsOf(after)];
  const last = family.at(-1);
  if (!last) return [];
  if (ORGANIZATION.test(family.join(" "))) {
    return [{ family: family.join(" ").replace(/^the /, ""), initial: null, swapped: false }];
  }
  if (given.length > 0) return readingsWith(last, initialOf(given[0]));
  const [first = ""] = family;
  if (family.length === 1) return readingsWith(last, null);
  const readings = readingsWith(last, initialOf(first));
  // PubMed writes initials behind the family name.
  const initials = /\s\p{Lu}{1,3}$/u.test(name.trim());
  if (initials) return [...readings, ...readingsWith(family.at(-2) ?? "", initialOf(last))];
  if (family.length !== 2) return readings;
  return [...readings, ...readingsWith(first, initialOf(last), true)];
}

function agree(one: Reading, other: Reading): boolean {
  if (one.family !== other.family || (one.swapped && other.swapped)) return false;
  return one.initial === null || other.initial === null || one.initial === other.initial;
}

/** Whether two papers have an author in common: one family name, and given names that do not begin differently. */
export function haveCommonAuthor(one: readonly string[], other: readonly string[]): boolean {
  const known = new Map<string, Reading[]>();
  for (const reading of one.slice(0, MOST).flatMap(readingsOf)) {
    known.set(reading.family, [...(known.get(reading.family) ?? []), reading]);
  }
  return other
    .slice(0, MOST)
    .flatMap(readingsOf)
    .some((reading) => known.get(reading.family)?.some((mine) => agree(mine, reading)));
}

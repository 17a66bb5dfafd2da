import type { Identifier, IdentifierType } from "../pasting/identifiers";
import { normalizedTitle, withPlainLetters } from "../rules";
import { haveCommonAuthor } from "./authors/rules";

/** A paper as far as it matters for the question whether another one is the same. */
export interface Described {
  title: string;
  authors: readonly string[];
  /** The year of publication; null if it is not known. */
  year: number | null;
  identifiers: readonly Identifier[];
}

/** A paper of the catalogue, with its number among papers of one key. */
export interface Numbered {
  key: string;
  namesake: number;
}

/**
 * The next number for each key. It follows from the papers that a new one was compared with: of two additions at the same
 * moment, the second gets a number that is taken, and looks again.
 */
export function nextNumbers(known: readonly Numbered[]): Map<string, number> {
  const next = new Map<string, number>();
  for (const { key, namesake } of known) next.set(key, Math.max(next.get(key) ?? 0, namesake + 1));
  return next;
}

/** Whether two papers are the same; doubtful is a question for a person. */
export type Sameness = "same" | "doubtful" | "different";

/** A page may list several papers, and the ISBN of a book is that of each of its chapters. */
const SHARED: readonly IdentifierType[] = ["url", "isbn"];
/** Types of which a paper has one value, or several that are all known at one place: different values are a conflict. */
const TELLING: readonly IdentifierType[] = ["arxiv", "doi", "acl", "pmid", "pmcid"];
/** Years between a preprint and its publication. */
const YEARS = 3;

/** Whether no two papers can have an identifier of this type in common. */
export function namesOnePaper({ type }: Pick<Identifier, "type">): boolean {
  return !SHARED.includes(type);
}

/** Whether two identifiers are the same. */
export function isSameIdentifier(one: Identifier, other: Identifier): boolean {
  return one.type === other.type && one.value === other.value;
}

/** Finds the identifiers that two papers have in common. */
function commonIdentifiers(one: Described, other: Described): Identifier[] {
  return one.identifiers.filter((id) =>
    other.identifiers.some((their) => isSameIdentifier(id, their)),
  );
}

/** Whether two papers have an identifier in common that names one paper: nobody can decide that they are two. */
export function haveOneName(one: Described, other: Described): boolean {
  return commonIdentifiers(one, other).some(namesOnePaper);
}

/** Signs of a title that tell names and statements apart, where they stand as they do in them. */
const SIGNS: readonly RegExp[] = [
  // C++, C#.
  /(?<=[\p{L}\p{N}][+#]*)[+#]/u,
  // A*, C*-algebras. Elsewhere a star is that of a footnote.
  /(?<=(?<![\p{L}\p{N}])\p{L})\*/u,
  // .NET
  /(?<![\p{L}\p{N}.])\.(?=\p{L})/u,
  // GPT-3.5, 16/32, 2018-2019.
  /(?<=\p{N})[./:-](?=\p{N})/u,
  // P = NP, P ≠ NP.
  /[=<>≠≤≥≈≡≅∈∉⊂⊆⊃⊇∪∩→←↔±×÷∀∃∞]/u,
];
const KEPT = new RegExp(
  `[\\p{L}\\p{N}\\p{M}]|${SIGNS.map(({ source }) => source).join("|")}`,
  "gu",
);
/** Marks of scripts in which they are accents; elsewhere they make another letter: ハ is not パ. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu;

/** Reduces a title to what tells it from other titles: letters and digits, and the signs that carry meaning. */
function tellingSigns(title: string): string {
  const letters = title.normalize("NFKD").replace(ACCENTS, "").normalize("NFC");
  const plain = withPlainLetters(letters.toLowerCase())
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replaceAll("\u2044", "/");
  return (plain.match(KEPT) ?? []).join("");
}

/** Whether two titles are the same but for case, accents, blanks and punctuation. */
export function isSameTitle(one: string, other: string): boolean {
  return (
    normalizedTitle(one) === normalizedTitle(other) && tellingSigns(one) === tellingSigns(other)
  );
}

/** Whether both papers have identifiers of a type, and none in common. */
export function haveConflict(one: Described, other: Described): boolean {
  return TELLING.some((type) => {
    const mine = one.identifiers.filter((id) => id.type === type);
    const theirs = other.identifiers.filter((id) => id.type === type);
    if (mine.length === 0 || theirs.length === 0) return false;
    return !mine.some((id) => theirs.some((their) => isSameIdentifier(id, their)));
  });
}

/**
 * Decides whether two papers are the same. A title alone decides nothing: two papers may be called "Erratum". They are
 * the same if they have an identifier in common, or the same title, a common author, and years within three of each
 * other, where an unknown year is within three of any. Different identifiers of one type are never passed over.
 */
export function compare(one: Described, other: Described): Sameness {
  const common = commonIdentifiers(one, other);
  const conflict = haveConflict(one, other);
  if (common.some(namesOnePaper)) return conflict ? "doubtful" : "same";
  if (!isSameTitle(one.title, other.title)) return common.length > 0 ? "doubtful" : "different";
  if (conflict) return "doubtful";
  if (common.length > 0) return "same";
  const apart = one.year === null || other.year === null ? 0 : Math.abs(one.year - other.year);
  return apart <= YEARS && haveCommonAuthor(one.authors, other.authors) ? "same" : "doubtful";
}

function isBare({ authors, identifiers }: Described): boolean {
  return authors.length === 0 && identifiers.length === 0;
}

/**
 * Decides the same where nobody can be asked. Of two papers of which nothing is known but their title, as on a list of
 * trending papers, that title decides; and two titles on one page are two papers.
 */
export function compareUnasked(one: Described, other: Described): Sameness {
  const found = compare(one, other);
  if (found !== "doubtful" || haveOneName(one, other)) return found;
  if (!isSameTitle(one.title, other.title)) return "different";
  return isBare(one) && isBare(other) ? "same" : "doubtful";
}

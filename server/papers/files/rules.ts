import type { AuthorPart } from "../catalogue/authors/rules";
import type { DatePrecision } from "../dates/rules";
import type { Identifier } from "../pasting/identifiers";

/** The formats in which papers leave the site, by the name in the address of a file. */
export const FILE_FORMATS = {
  bib: { words: "BibTeX", type: "application/x-bibtex", ending: "bib" },
  biblatex: { words: "BibLaTeX", type: "application/x-bibtex", ending: "bib" },
  ris: { words: "RIS", type: "application/x-research-info-systems", ending: "ris" },
  json: { words: "CSL-JSON", type: "application/vnd.citationstyles.csl+json", ending: "json" },
  csv: { words: "Table (CSV)", type: "text/csv", ending: "csv" },
  apa: { words: "References (APA)", type: "text/plain", ending: "txt" },
  harvard: { words: "References (Harvard)", type: "text/plain", ending: "txt" },
  vancouver: { words: "References (Vancouver)", type: "text/plain", ending: "txt" },
} as const;

export type FileFormat = keyof typeof FILE_FORMATS;
export const FORMAT_NAMES = Object.keys(FILE_FORMATS) as FileFormat[];

/** The styles of references. */
export const STYLES = ["apa", "harvard", "vancouver"] as const;
export type Style = (typeof STYLES)[number];

/** The formats that have a place for what a person noted for themselves. References have none. */
export const NOTED_FORMATS = [
  "bib",
  "biblatex",
  "ris",
  "json",
  "csv",
] as const satisfies FileFormat[];

/** Papers in one file. It says so beside the links. */
export const PAPERS_A_FILE = 5000;

/** A paper with everything that a file says about it. */
export interface FiledPaper {
  slug: string;
  title: string;
  abstract: string;
  authors: string[];
  arxivId: string | null;
  doi: string | null;
  url: string | null;
  /** Further ones, which neither of these names. */
  identifiers: Identifier[];
  publishedOn: Date | null;
  publishedPrecision: DatePrecision;
  venue: string | null;
  /** For each author in order, what is known beside the name; null if nothing is. */
  authorParts: (AuthorPart | null)[] | null;
  /** Words of the list about it, such as the day on which it was read. */
  note?: string;
  /** The notes on it of the person who asks for the file, for themselves; empty for none, absent where nobody asked for them. */
  ownNote?: string;
}

/** Words by which the proceedings of a conference are told from a journal. */
const PROCEEDINGS =
  /\b(?:proceedings|proc\.|conference|conf\.|workshops?|symposium|meeting|congress)(?!\w)/i;

/** Whether a venue is a conference. */
export function isConference(venue: string): boolean {
  return PROCEEDINGS.test(venue) && !/^proceedings of the (?:national|royal)\b/i.test(venue);
}

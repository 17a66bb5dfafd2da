import { formatOf } from "../../pasting/rules";
import { parsePapersPage } from "../../sources/papers-page";
import { readBibtex } from "./bibtex";
import { readCsl } from "./csl";
import type { BrokenEntry, Entry, ReadEntry } from "./entry";
import { readFeed } from "./feed";
import { readRis } from "./ris";
import { isTable, readTable } from "./table";

export type ImportFormat = "trending" | "bibtex" | "ris" | "csl-json" | "csv" | "feed";

/** A file that was read: entries to import, and those that are broken. */
export interface ReadFile {
  format: ImportFormat;
  entries: ReadEntry[];
  broken: BrokenEntry[];
}

/** Tells the formats of files apart by their content; null for others. */
export function fileFormatOf(text: string): ImportFormat | null {
  const start = text.slice(0, 5000);
  if (
    /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*|<\?[^>]*\?>\s*)*<(?:\w+:)?(?:feed|rss|RDF)[\s>]/.test(
      start,
    )
  )
    return "feed";
  // The first row of a table decides, whatever its cells say.
  if (isTable(text)) return "csv";
  if (/^[^\n]*\n[^\n]*\nSubscribe/.test(start)) return "trending";
  const format = formatOf(text);
  if (format === "csl-json" || format === "ris" || format === "bibtex") return format;
  return null;
}

/** Decodes a file: UTF-8 or UTF-16 by its mark, else UTF-8 where it is valid, else Windows-1252. */
export function decodeFile(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return new TextDecoder(first === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const READERS = {
  bibtex: readBibtex,
  ris: readRis,
  "csl-json": readCsl,
  csv: readTable,
  feed: readFeed,
} as const;

/**
 * Reads a file of papers in any format that we know. @param site the address of this site
 * @throws Error with a sentence for people: for a file of no such format, and for a list of trending papers with a mistake
 */
export function readFile(bytes: Uint8Array, site: string): ReadFile {
  const text = decodeFile(bytes);
  const format = fileFormatOf(text);
  if (format === null) {
    throw new Error(
      "This is none of the formats that can be imported: BibTeX, BibLaTeX, RIS, CSL-JSON, CSV with a column “title”, Atom, RSS, or the text of a page of trending papers.",
    );
  }
  if (format === "trending") {
    const papers = parsePapersPage(bytes);
    // The first title is on the third line, and each has two.
    const entries = papers.map((paper, place) => ({ line: 3 + 2 * place, paper }));
    return { format, entries, broken: [] };
  }
  const all: Entry[] = READERS[format](text, site);
  return {
    format,
    entries: all.filter((entry) => "paper" in entry),
    broken: all.filter((entry) => "what" in entry),
  };
}

import { setImmediate } from "node:timers/promises";
import type { NewPaper } from "../../catalogue/commands";
import { formatOf } from "../../pasting/rules";
import { parsePapersPage } from "../../sources/papers-page";
import { readBibtex } from "./bibtex";
import { readCsl } from "./csl";
import type { BrokenEntry, ReadEntry } from "./entry";
import { readFeed } from "./feed";
import { isLibrary, readRdf } from "./rdf";
import { readRis } from "./ris";
import { isTable, readTable } from "./table";

export type ImportFormat = "trending" | "bibtex" | "ris" | "csl-json" | "csv" | "feed" | "rdf";

/** A file that was read: entries to import, and those that are broken. */
export interface ReadFile {
  format: ImportFormat;
  entries: ReadEntry<NewPaper>[];
  broken: BrokenEntry[];
}

/** Tells the formats of files apart by their content; null for others. */
export function fileFormatOf(text: string): ImportFormat | null {
  const start = text.slice(0, 5000);
  // A comment ends at its first end: otherwise many of them could be read in as many ways.
  if (
    /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*|<\?[^>]*\?>\s*)*<(?:\w+:)?(?:feed|rss|RDF)[\s>]/.test(
      start,
    )
  )
    return isLibrary(start) ? "rdf" : "feed";
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
  rdf: readRdf,
} as const;

/** Entries read between two other requests. */
const AT_A_TIME = 50;

/**
 * Reads a file of papers in any format that we know, and lets other requests through in between.
 * @param site the address of this site
 * @throws Error with a sentence for people: for a file of no such format, and for a list of trending papers with a mistake
 */
export async function readFile(bytes: Uint8Array, site: string): Promise<ReadFile> {
  const text = decodeFile(bytes);
  const format = fileFormatOf(text);
  if (format === null) {
    throw new Error(
      "This is none of the formats that can be imported: BibTeX, BibLaTeX, RIS, CSL-JSON, CSV with a column “title”, RDF of Zotero, Atom, RSS, or the text of a page of trending papers.",
    );
  }
  const read: ReadFile = { format, entries: [], broken: [] };
  if (format === "trending") {
    // The first title is on the third line, and each has two.
    read.entries = parsePapersPage(bytes).map((paper, at) => ({ line: 3 + 2 * at, paper }));
    return read;
  }
  let count = 0;
  for (const entry of READERS[format](text, site)) {
    if ("paper" in entry) read.entries.push(entry);
    else read.broken.push(entry);
    count += 1;
    if (count % AT_A_TIME === 0) await setImmediate();
  }
  return read;
}

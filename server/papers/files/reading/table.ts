import Papa from "papaparse";
import { withoutGuards } from "@/server/platform/text/csv";
import type { AuthorPart } from "../../catalogue/authors/rules";
import { dateOf } from "../../sources/reading/dates";
import { displayName, nameOf, partOfName } from "../formats/names";
import { type Entry, entryOf } from "./entry";

/** The names of columns in the tables of several programs, in small letters. */
const COLUMNS = {
  title: ["title", "article title", "document title", "paper title"],
  /** Only of our own tables (formats/table.ts). */
  names: ["author names"],
  authors: ["authors", "author", "author full names", "author full name"],
  date: ["published", "date", "publication date", "publication year", "year", "py"],
  venue: [
    ...["venue", "journal", "source title", "publication title", "container title", "booktitle"],
  ],
  doi: ["doi"],
  arxiv: ["arxiv", "arxiv id", "arxivid"],
  pmid: ["pmid", "pubmed id"],
  pmcid: ["pmcid"],
  further: ["identifiers"],
  link: ["url", "link", "urls"],
  abstract: ["abstract", "abstract note"],
} as const;
/** A column that only our own tables have: in these, what keeps spreadsheets from computing is taken away. */
const OWN = "page";

/** Reads the rows of a table, whose first row names its columns. */
export function* readTable(text: string, site: string): Generator<Entry> {
  let places: Map<string, number> | null = null;
  let isOwn = false;
  let line = 1;
  let last = 0;
  const rows: { line: number; cells: string[] | null }[] = [];
  Papa.parse<string[]>(text, {
    delimiter: "",
    delimitersToGuess: [",", ";", "\t"],
    skipEmptyLines: "greedy",
    step({ data: cells, errors, meta }) {
      const start = text.slice(last, meta.cursor);
      const at = line + (/^\s*/.exec(start)?.[0].match(/\n/g)?.length ?? 0);
      line += start.match(/\r\n|[\r\n]/g)?.length ?? 0;
      last = meta.cursor;
      if (!places) {
        places = new Map(cells.map((cell, place) => [cell.trim().toLowerCase(), place]));
        isOwn = places.has(OWN) && places.has("title");
        return;
      }
      rows.push({ line: at, cells: errors.length > 0 ? null : cells });
    },
  });
  for (const { line: at, cells } of rows) {
    yield cells && places
      ? entryOf(at, fieldsIn(cells, places, isOwn), site)
      : { line: at, what: "A quotation mark in this row is not closed." };
  }
}

function fieldsIn(cells: readonly string[], places: ReadonlyMap<string, number>, isOwn: boolean) {
  const of = (column: keyof typeof COLUMNS): string => {
    const place = COLUMNS[column].map((name) => places.get(name)).find((at) => at !== undefined);
    const cell = place === undefined ? "" : (cells[place] ?? "").trim();
    return isOwn ? withoutGuards(cell) : cell;
  };
  const authors = of("authors")
    .split(/\s*;\s*/)
    .filter(Boolean);
  return {
    title: of("title"),
    abstract: of("abstract"),
    authors: isOwn ? authors : authors.map((name) => displayName(nameOf(name))),
    parts: isOwn
      ? partsIn(of("names"), authors.length)
      : // A name without a comma is in one piece.
        authors.map((name) => (name.includes(",") ? partOfName(nameOf(name)) : null)),
    venue: of("venue"),
    date: dateOf(of("date")),
    dois: [of("doi")],
    arxiv: [of("arxiv")],
    pmids: [of("pmid")],
    pmcids: [of("pmcid")],
    further: isOwn ? of("further") : "",
    links: [of("link")],
  };
}

/** Reads what our own tables tell of names, for each author in order. */
function partsIn(cell: string, count: number): (AuthorPart | null)[] {
  const written = cell.split(/; ?/);
  if (cell === "" || written.length !== count) return [];
  return written.map((name): AuthorPart | null => {
    if (name === "") return null;
    if (name.endsWith(",")) return { kind: "organization" };
    const [family = "", given = null] = name.split(/, (.*)/s);
    return { kind: "person", family, given };
  });
}

/** Whether the first row of a text names the column of titles. */
export function isTable(text: string): boolean {
  const [first = ""] = text.trimStart().split(/\r\n|[\r\n]/, 1);
  const cells = first.split(/[,;\t]/).map((cell) => cell.replace(/"/g, "").trim().toLowerCase());
  return cells.length > 1 && cells.some((cell) => COLUMNS.title.includes(cell as "title"));
}

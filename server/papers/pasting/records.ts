// Reads what programs export: BibTeX, RIS, CSL-JSON, EndNote's tags and PubMed's. For the server: the parser is large.
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { oneLine } from "./cleaning";
import { type Draft, draftOfEntry, draftOfItem, draftOfTags } from "./drafts";
import { type Identifier, type IdentifierType, identifierOf } from "./identifiers";
import { distinct, formatOf, type Pasted, type RecordFormat, readText } from "./rules";

/** One reference of an export: its identifiers, what to search for if it has none, and what it says of the paper. */
export interface Reference extends Draft {
  ids: Identifier[];
  /** In plain text; empty if it has none. */
  title: string;
  /** A page that is not known as a paper's. */
  url: string | null;
}

/** References of one paste; more are an import. */
const REFERENCES = 1000;
/** Types of references whose ISBN is their own; that of an article in proceedings is the proceedings'. */
const BOOKS =
  /^(?:mv)?(?:book|ebook|edbook|booklet|collection|proceedings|thesis|thes|phdthesis|mastersthesis|report|rprt|techreport|manual|monograph|edited book)$/i;

/** A tag or field of a reference with its value. */
type Field = readonly [name: string, value: string];

const idsOf = (text: string, ...types: IdentifierType[]): Identifier[] => {
  const read = readText(text);
  return "ids" in read ? read.ids.filter(({ type }) => types.includes(type)) : [];
};

/** The meaning of a field, whatever the format calls it. */
type Meaning =
  | "title"
  | "doi"
  | "maybe doi"
  | "address"
  | "eprint"
  | "journal"
  | "isbn"
  | "pmid"
  | "pmcid";

function meaningOf(name: string, format: RecordFormat): Meaning | null {
  return MEANINGS[format][name] ?? null;
}

const MEANINGS: Record<RecordFormat, Record<string, Meaning>> = {
  bibtex: {
    ...{
      title: "title",
      doi: "doi",
      url: "address",
      howpublished: "address",
      link: "address",
      ee: "address",
    },
    ...{ eprint: "eprint", arxiv: "eprint", arxivid: "eprint", arxiv_id: "eprint" },
    ...{
      journal: "journal",
      journaltitle: "journal",
      volume: "journal",
      number: "journal",
      booktitle: "journal",
    },
    ...{ isbn: "isbn", pmid: "pmid", pubmedid: "pmid", pmcid: "pmcid", pmc: "pmcid" },
  },
  ris: {
    ...{
      TI: "title",
      T1: "title",
      CT: "title",
      DO: "doi",
      DI: "doi",
      M1: "maybe doi",
      M3: "maybe doi",
    },
    ...{ UR: "address", LK: "address", L2: "address", SN: "isbn", C2: "pmcid", AN: "pmid" },
    ...{ JO: "journal", JF: "journal", T2: "journal", PB: "journal" },
  },
  "csl-json": {
    ...{ title: "title", DOI: "doi", URL: "address", ISBN: "isbn", PMID: "pmid", PMCID: "pmcid" },
    ...{ number: "journal", "container-title": "journal", arxiv: "eprint" },
  },
  endnote: {
    ...{
      "%T": "title",
      "%R": "doi",
      "%U": "address",
      "%@": "isbn",
      "%J": "journal",
      "%2": "pmcid",
    },
  },
  pubmed: { TI: "title", LID: "maybe doi", AID: "maybe doi", PMID: "pmid", PMC: "pmcid" },
};

function readReference(
  fields: readonly Field[],
  format: RecordFormat,
  kind: string,
): Omit<Reference, keyof Draft> {
  const ids: Identifier[] = [];
  let [title, url]: [string, string | null] = ["", null];
  const value = (name: string) => fields.find(([one]) => one === name)?.[1] ?? "";
  for (const [name, raw] of fields) {
    const text = raw.trim();
    const meaning = meaningOf(name, format);
    if (meaning === "title") title ||= format === "bibtex" ? plainTitle(text) : oneLine(text);
    if (meaning === "doi" || meaning === "maybe doi") ids.push(...idsOf(text, "doi", "arxiv"));
    if (meaning === "journal")
      ids.push(...idsOf(text, "arxiv").filter(() => /arxiv|^abs\//i.test(text)));
    if (meaning === "eprint") ids.push(...eprintOf(text, value));
    if (meaning === "isbn" && BOOKS.test(kind)) ids.push(...idsOf(`ISBN ${text}`, "isbn"));
    if (
      meaning === "pmid" &&
      (format !== "ris" || /pubmed|medline/i.test(value("DB") + value("DP")))
    ) {
      ids.push(...one("pmid", text));
    }
    if (meaning === "pmcid" && /^(?:pmc)\d+/i.test(text)) ids.push(...one("pmcid", text));
    if (meaning === "address") {
      const read = readText(text);
      if ("ids" in read) ids.push(...read.ids.filter(({ type }) => type !== "url"));
      if ("url" in read) url ??= read.url;
    }
  }
  return { ids: distinct(ids), title, url };
}

function one(type: IdentifierType, text: string): Identifier[] {
  return [identifierOf(type, text) ?? []].flat();
}

/** Reads `eprint`, whose archive stands in another field, and whose old numbers may lack their archive. */
function eprintOf(text: string, value: (name: string) => string): Identifier[] {
  const archive = value("archiveprefix") || value("eprinttype");
  if (/pubmed/i.test(archive)) return one("pmid", text);
  if (archive !== "" && !/arxiv/i.test(archive)) return [];
  const [group = ""] = (value("primaryclass") || value("eprintclass")).split(".");
  const bare = /^\d{7}(?:v\d+)?$/.test(text) && group !== "" ? `${group}/${text}` : text;
  const found = one("arxiv", bare);
  return found.length > 0 ? found : idsOf(bare, "arxiv");
}

/** Writes a title of BibTeX in plain signs; the library refuses some TeX, and then its signs are taken away. */
function plainTitle(tex: string): string {
  try {
    const entry = { type: "misc", label: "x", properties: { title: tex } };
    const [read] = plugins.input.data([entry], "@biblatex/entries+list") as { title?: string }[];
    return oneLine((read?.title ?? "").replace(/<\/?(?:span|i|b|sup|sub)\b[^>]*>/g, ""));
  } catch {
    return oneLine(tex.replace(/\\[a-z]+\s?|[{}\\]/gi, ""));
  }
}

/** Takes TeX off a field that holds an address or identifier. */
function withoutTex(text: string): string {
  return text
    .replace(/\\(?:url|href|path|texttt|nolinkurl)\s*\{/g, " ")
    .replace(/\{?\\([_&%#$~])\}?/g, "$1")
    .replace(/[{}]/g, " ");
}

/** The start of an entry: at the start of a line, or behind another one where line ends were lost. */
const ENTRY = /(?<=^|[\s}])@(?=[a-z]{3,20}\s{0,5}[{(])/i;
/** A field of an entry that the parser refuses, as where the last brace was not copied. */
const LOOSE_FIELD =
  /(?:^|[\s,{])([a-z_]{3,15})\s{0,20}=\s{0,20}[{"]{1,3}([^"\n]{1,600}?)(?=["}]{1,3}\s{0,5}(?:,|$|[\r\n}])|[\r\n]|$)/gi;

interface Entry {
  type: string;
  properties: Record<string, unknown>;
}

function entriesOf(text: string): Entry[] {
  const pieces = text
    .split(ENTRY)
    .slice(1, REFERENCES + 1)
    .map((piece) => `@${piece}`);
  const strings = pieces
    .filter((piece) => /^@string/i.test(piece))
    .join("\n")
    .slice(0, 5000);
  return pieces.flatMap((piece) => {
    const [, type = ""] = /^@([a-z]+)/i.exec(piece) ?? [];
    if (/^(?:string|preamble|comment)$/i.test(type)) return [];
    // Entries without a key, or with a blank in it, are refused although nothing else is wrong with them.
    const keyed = piece.replace(/^(@[a-z]+\s*[{(])[^,={}"]{0,200},/i, "$1key,");
    const needed = /=\s*[a-z]|#/i.test(piece) ? strings : "";
    try {
      return plugins.input.data(needed + keyed, "@biblatex/text") as Entry[];
    } catch {
      const loose = [...piece.matchAll(LOOSE_FIELD)].map(([, name = "", held = ""]) => [
        name.toLowerCase(),
        held,
      ]);
      return [{ type: type.toLowerCase(), properties: Object.fromEntries(loose) }];
    }
  });
}

function fromBibtex(text: string): Reference[] {
  return entriesOf(text).map(({ type, properties }) => {
    const fields = Object.entries(properties).map(([name, held]) => {
      const raw = String(held);
      return [name, name === "title" ? raw : withoutTex(raw)] as const;
    });
    return { ...readReference(fields, "bibtex", type), ...draftOfEntry(properties) };
  });
}

/** The tags of formats with one tag a line, and the tag that begins a reference. */
const TAGGED = {
  ris: { line: /^\s{0,4}([A-Z][A-Z0-9])\s{1,3}- ?(.*)$/, first: "TY" },
  pubmed: { line: /^([A-Z]{2,4}) *- (.*)$/, first: "PMID" },
  endnote: { line: /^(%[0-9A-Z@!&^$?#*<>+=-]) (.*)$/, first: "%0" },
} as const;

function fromTags(text: string, format: keyof typeof TAGGED): Reference[] {
  const { line, first } = TAGGED[format];
  const references: Field[][] = [];
  for (const written of text.replace(/\uFEFF/g, "").split(/\r\n?|\n/)) {
    const [, tag = "", value = ""] = line.exec(written) ?? [];
    if (tag === first) references.push([]);
    if (tag) references.at(-1)?.push([tag, value]);
  }
  return references.slice(0, REFERENCES).map((fields) => {
    const kind = fields.find(([tag]) => tag === first)?.[1]?.trim() ?? "";
    return { ...readReference(fields, format, kind), ...draftOfTags(fields) };
  });
}

/** @returns null for JSON of another kind, and for what is no JSON */
function fromCsl(text: string): Reference[] | null {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    const items = [data].flat(1).filter((item) => typeof item === "object" && item !== null);
    const read = items.slice(0, REFERENCES).map((item) => {
      const fields = Object.entries(item as object).flatMap(([name, value]): Field[] => {
        const held = Array.isArray(value) ? value[0] : value;
        return typeof held === "string" || typeof held === "number" ? [[name, String(held)]] : [];
      });
      const kind = fields.find(([name]) => name === "type")?.[1] ?? "";
      return { ...readReference(fields, "csl-json", kind), ...draftOfItem(item as object) };
    });
    return read.some(({ ids, title, url }) => ids.length > 0 || title !== "" || url) ? read : null;
  } catch {
    return null;
  }
}

/** Reads the references of an export; null if the text is none. Broken ones are read as far as they go. */
export function readReferences(text: string): Reference[] | null {
  const format = formatOf(text);
  if (format === null) return null;
  if (format === "csl-json") return fromCsl(text);
  return format === "bibtex" ? fromBibtex(text) : fromTags(text, format);
}

/**
 * Reads whatever a person pasted, exports of programs included. A reference without an identifier becomes words to search
 * for: its title. It asks nobody and never throws.
 */
export function readPasted(text: string): Pasted {
  const references = readReferences(text);
  if (references === null) return readText(text);
  const ids = distinct(references.flatMap((reference) => reference.ids));
  if (ids.length > 0) return { ids };
  const title = references.find((reference) => reference.title !== "")?.title;
  if (title) return { words: title };
  const url = references.find((reference) => reference.url)?.url;
  return url ? { url } : { refuse: "malformed" };
}

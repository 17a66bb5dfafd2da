import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { decodeOnce } from "../../pasting/doi";
import { dateOf, dateOfParts, monthOf } from "../../sources/reading/dates";
import type { NameParts } from "../formats/names";
import { authorFields, type Entry, entryOf, type Fields } from "./entry";
import { splitNames, splitOutside, textOfTex } from "./tex";

/** The start of an entry, at the start of a line or right behind another entry. */
const ENTRY = /(?:^|(?<=\}\}))[ \t]*@(?=[a-z]{3,20}\s{0,5}[{(])/gim;
const STRINGS_MAX = 20_000;

/** Fields in TeX; a number without braces is a number. */
type Properties = Record<string, string | number | undefined>;

/** Reads the entries of a file of BibTeX or BibLaTeX. The library gets one after the other: a broken one spoils no other. */
export function* readBibtex(text: string, site: string): Generator<Entry> {
  const starts = [...text.matchAll(ENTRY)].map(({ index, 0: { length } }) => index + length - 1);
  let strings = "";
  let line = 1;
  let last = 0;
  for (const [place, from] of starts.entries()) {
    const piece = text.slice(from, starts[place + 1]);
    line += linesIn(text.slice(last, from));
    last = from;
    const [, type = ""] = /^@([a-z]+)/i.exec(piece) ?? [];
    if (/^string$/i.test(type)) strings = `${strings}${piece}\n`.slice(0, STRINGS_MAX);
    if (!/^(?:string|preamble|comment)$/i.test(type)) yield readEntry(line, piece, strings, site);
  }
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

function readEntry(line: number, piece: string, strings: string, site: string): Entry {
  // Entries without a key, or with a blank in it, are refused although nothing else is wrong with them.
  const keyed = piece.replace(/^(@[a-z]+\s*[{(])[^,={}"]{0,200},/i, "$1key,");
  try {
    const needed = /=\s*[a-z]|#/i.test(piece) ? strings : "";
    const [entry] = plugins.input.data(needed + keyed, "@biblatex/text") as [
      { properties: Properties } | undefined,
    ];
    if (!entry) throw new Error("There is no entry.");
    return entryOf(line, fieldsOfEntry(entry.properties), site);
  } catch {
    return {
      line,
      what: "This entry cannot be read: look for a brace or a comma that is missing.",
    };
  }
}

/** The fields of an entry. */
export function fieldsOfEntry(properties: Properties): Fields {
  const tex = (name: string) => String(properties[name] ?? "");
  const of = (name: string) => textOfTex(tex(name)).trim();
  const subtitle = of("subtitle");
  const archive = of("archiveprefix") || of("eprinttype");
  const isArxiv = archive === "" || /arxiv/i.test(archive);
  return {
    title: subtitle ? `${of("title")}: ${subtitle}` : of("title"),
    abstract: of("abstract"),
    ...authorFields(splitNames(tex("author") || tex("editor")).flatMap(nameIn)),
    venue: of("journal") || of("journaltitle") || of("booktitle"),
    date: dateIn(of),
    dois: [decodeOnce(withoutBraces(tex("doi")))],
    arxiv: [
      ...(isArxiv ? [withArchive(of("eprint"), of("primaryclass") || of("eprintclass"))] : []),
      // Search engines name the journal "arXiv preprint arXiv:2403.04567".
      ...[...`${of("journal")} ${of("journaltitle")}`.matchAll(/\barXiv:\s*(\S+)/gi)].map(
        ([, id = ""]) => id,
      ),
    ],
    pmids: [of("pmid"), /^pubmed$/i.test(archive) ? of("eprint") : ""],
    pmcids: [of("pmcid") || of("pmc")],
    further: tex("identifiers").replace(/\\([_&%#$~])/g, "$1"),
    links: ["url", "howpublished", "ee", "note"]
      .map((name) => withoutBraces(tex(name)))
      .filter((link) => /^https?:\/\/\S+$/i.test(link)),
  };
}

/** Old numbers of arXiv may lack their archive, which is the start of the class. */
function withArchive(eprint: string, subject: string): string {
  const [archive = ""] = subject.split(".");
  return /^\d{7}(?:v\d+)?$/.test(eprint) && archive !== "" ? `${archive}/${eprint}` : eprint;
}

/** A field that holds an address or an identifier, without TeX. */
function withoutBraces(tex: string): string {
  return tex
    .replace(/\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}.*/s, "$1")
    .replace(/\{?\\([_&%#$~])\}?/g, "$1")
    .replace(/[{}\s]+/g, "");
}

function dateIn(of: (name: string) => string): string | null {
  const date = dateOf(of("date"));
  if (date) return date;
  const month = of("month");
  // "jul 1" and "1 jul", as some programs write a day.
  const [, before, name = month, after] =
    /^(?:(\d{1,2})[ .~]+)?([a-z]{3,9}\.?|\d{1,2})(?:[ ~]+(\d{1,2}))?$/i.exec(month) ?? [];
  return dateOfParts([of("year"), name && monthOf(name), of("day") || before || after]);
}

/** Reads a name; "others" is nobody. One without a comma stays in one piece. */
function nameIn(tex: string): NameParts[] {
  if (tex === "" || /^others$/i.test(tex)) return [];
  const parts = splitOutside(tex, /\s*,\s*/y).map((part) => textOfTex(part).trim());
  const [family = "", first = "", ...more] = parts;
  if (parts.length === 1) return [{ literal: family }];
  // "von Last, Jr, First"
  const [given, suffix] = more.length > 0 ? [more.join(" "), first] : [first, ""];
  return given || suffix ? [{ family, given, suffix }] : [{ literal: family }];
}

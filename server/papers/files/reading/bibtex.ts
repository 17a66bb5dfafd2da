import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { decodeOnce } from "../../pasting/doi";
import { dateOf, dateOfParts, monthOf } from "../../sources/reading/dates";
import { displayName } from "../formats/names";
import { type Entry, entryOf } from "./entry";
import { splitNames, splitOutside, textOfTex } from "./tex";

/** The start of an entry, at the start of a line or right behind another entry. */
const ENTRY = /(?:^|(?<=\}\}))[ \t]*@(?=[a-z]{3,20}\s{0,5}[{(])/gim;
const STRINGS_MAX = 20_000;

type Properties = Record<string, string | undefined>;

/** Reads the entries of a file of BibTeX or BibLaTeX. The library gets one after the other: a broken one spoils no other. */
export function readBibtex(text: string, site: string): Entry[] {
  const starts = [...text.matchAll(ENTRY)].map(({ index, 0: { length } }) => index + length - 1);
  const pieces = starts.map((from, place) => text.slice(from, starts[place + 1]));
  let strings = "";
  let line = 1;
  let last = 0;
  return pieces.flatMap((piece, place) => {
    const from = starts[place] as number;
    line += linesIn(text.slice(last, from));
    last = from;
    const [, type = ""] = /^@([a-z]+)/i.exec(piece) ?? [];
    if (/^string$/i.test(type)) strings = `${strings}${piece}\n`.slice(0, STRINGS_MAX);
    if (/^(?:string|preamble|comment)$/i.test(type)) return [];
    return readEntry(line, piece, strings, site);
  });
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
    return entryOf(line, fieldsOf(entry.properties), site);
  } catch {
    return {
      line,
      what: "This entry cannot be read: look for a brace or a comma that is missing.",
    };
  }
}

function fieldsOf(properties: Properties) {
  const of = (name: string) => textOfTex(properties[name] ?? "").trim();
  const subtitle = of("subtitle");
  const archive = of("archiveprefix") || of("eprinttype");
  const isArxiv = archive === "" || /arxiv/i.test(archive);
  return {
    title: subtitle ? `${of("title")}: ${subtitle}` : of("title"),
    abstract: of("abstract"),
    authors: splitNames(properties.author ?? properties.editor ?? "").flatMap(nameIn),
    date: dateIn(of),
    dois: [decodeOnce(withoutBraces(properties.doi ?? ""))],
    arxiv: isArxiv ? [withArchive(of("eprint"), of("primaryclass") || of("eprintclass"))] : [],
    links: ["url", "howpublished", "journal", "journaltitle", "note", "ee"].flatMap((name) => {
      const link = withoutBraces(properties[name] ?? "");
      return /^https?:\/\/\S+$/.test(link) || /^arXiv(?: preprint arXiv)?:\s*\S+$/i.test(link)
        ? [link]
        : [];
    }),
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

/** Reads a name as it is displayed; "others" is nobody. */
function nameIn(tex: string): string[] {
  if (tex === "" || /^others$/i.test(tex)) return [];
  if (/^\{.*\}$/s.test(tex) && splitOutside(tex, /(?<=\})(?!$)/y).length === 1) {
    return [textOfTex(tex).trim()];
  }
  const [family = "", ...rest] = splitOutside(tex, /\s*,\s*/y).map((part) =>
    textOfTex(part).trim(),
  );
  const given = rest.at(-1) ?? "";
  const suffix = rest.length > 1 ? rest.slice(0, -1).join(" ") : "";
  return [displayName({ family, given, suffix })];
}

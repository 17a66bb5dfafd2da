import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { percentEncoded } from "@/server/platform/text/markdown-out";
import type { FiledPaper } from "../rules";
import { addressOf, dateParts, namesOf, typeOf } from "./csl";
import type { NameParts } from "./names";
import { valuesOf, writeIdentifiers } from "./rules";
import { texOf, texOfWords } from "./tex";

export type Dialect = "bibtex" | "biblatex";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Writes a part of a name. Small words in it, which BibTeX would take for a particle, stand in braces with it. */
function partOf(part: string): string {
  const written = texOfWords(part);
  return /(?:^|\s)\p{Ll}/u.test(part) || part.includes(",") ? `{${written}}` : written;
}

function writtenName(name: NameParts): NameParts {
  if ("literal" in name) return { literal: texOfWords(name.literal) };
  const { family, given, suffix, "non-dropping-particle": particle } = name;
  return {
    family: partOf(family),
    given: texOfWords(given),
    ...(particle ? { "non-dropping-particle": texOfWords(particle) } : {}),
    ...(suffix ? { suffix: texOfWords(suffix) } : {}),
  };
}

/** Writes a DOI, in which only braces, backslashes and percent signs would break the field. */
function doiField(doi: string): string {
  return doi.replace(/[{}\\%\s]/g, encodeURIComponent);
}

/** Writes a note. A line that begins as one of RIS would make the file look like that. */
function noteOf(note: string): string {
  return texOf(note).replace(/^([A-Z][A-Z0-9]) -/gm, "$1 {}-");
}

/** Names, date and type, as the library maps them from CSL. All words are escaped already, so it escapes none. */
function mapped(papers: readonly FiledPaper[], dialect: Dialect) {
  Object.assign(plugins.config.get("@bibtex").format, {
    asciiOnly: false,
    useIdAsLabel: true,
    checkLabel: false,
  });
  const items = papers.map((paper) => {
    const parts = dateParts(paper);
    const type = typeOf(paper);
    return {
      id: paper.slug,
      type: type === "article" ? "document" : type,
      author: namesOf(paper).map(writtenName),
      // BibTeX has no field for a day that its styles would print.
      ...(parts
        ? { issued: { "date-parts": [dialect === "bibtex" ? parts.slice(0, 2) : parts] } }
        : {}),
    };
  });
  return new Cite(items, { forceType: "@csl/list+object" }).format(dialect, { format: "object" });
}

/** Writes an entry for each paper, in UTF-8. The library gets data, never an address to fetch. */
export function writeBibtex(
  papers: readonly FiledPaper[],
  dialect: Dialect,
  pageOf: (slug: string) => string,
): string {
  const entries = papers.length > 0 ? mapped(papers, dialect) : [];
  return papers
    .map((paper, place) => {
      const { type = "misc", properties = {} } = entries[place] ?? {};
      const { author, date, year } = properties;
      const [, month, day] = (dialect === "bibtex" && dateParts(paper)) || [];
      const fields: [string, string | null | undefined][] = [
        ["title", texOf(paper.title, true)],
        ["author", author],
        ["date", date],
        ["year", year],
        ["day", day === undefined ? null : String(day)],
        [venueField(paper, dialect), paper.venue && texOf(paper.venue, true)],
        ["doi", paper.doi && doiField(paper.doi)],
        ...eprintOf(paper, dialect),
        ...furtherFields(paper),
        ["url", percentEncoded(addressOf(paper, pageOf(paper.slug)))],
        ["abstract", texOf(paper.abstract)],
        ["note", paper.note && texOfWords(paper.note)],
        // Fields that styles pass over: nothing of them comes into a list of references.
        [dialect === "bibtex" ? "annote" : "annotation", paper.ownNote && noteOf(paper.ownNote)],
      ].map(([name, value]) => [name as string, value]);
      const lines = fields.flatMap(([name, value]) => (value ? [`\t${name} = {${value}},\n`] : []));
      // The macro for a month is what BibTeX's own styles print.
      if (month !== undefined) lines.push(`\tmonth = ${MONTHS[month - 1]},\n`);
      return `@${type}{${paper.slug},\n${lines.join("")}}\n\n`;
    })
    .join("");
}

/** Fields of other programs for some types, and one of ours, which styles pass over, for all of them. */
function furtherFields({ identifiers }: FiledPaper): [string, string][] {
  const named = (["pmid", "pmcid", "isbn"] as const).map((type): [string, string] => [
    type,
    valuesOf(identifiers, type),
  ]);
  return [...named, ["identifiers", writeIdentifiers(identifiers)]];
}

function venueField(paper: FiledPaper, dialect: Dialect): string {
  if (typeOf(paper) === "paper-conference") return "booktitle";
  return dialect === "bibtex" ? "journal" : "journaltitle";
}

function eprintOf({ arxivId }: FiledPaper, dialect: Dialect): [string, string][] {
  if (!arxivId) return [];
  return [
    ["eprint", arxivId],
    [dialect === "bibtex" ? "archiveprefix" : "eprinttype", "arXiv"],
  ];
}

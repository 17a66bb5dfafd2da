import type { FiledPaper } from "../rules";
import { addressOf, dateParts, namesOf, typeOf } from "./csl";
import type { NameParts } from "./names";
import { valuesOf, writeIdentifiers } from "./rules";

/** A line that a program would take for a tag. */
const TAG = /^([A-Z][A-Z0-9]) {2}-/;

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** Writes paragraphs: lines without a tag continue the one before. */
function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => oneLine(paragraph).replace(TAG, "$1 -"))
    .filter(Boolean)
    .join("\n\n");
}

/** A line that generous programs take for a tag. */
const NEARLY_TAG = /^([A-Z][A-Z0-9]) {1,3}-/;

/** Writes a text line by line: those without a tag continue the one before. */
function inLines(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => oneLine(line).replace(NEARLY_TAG, "$1 –"))
    .filter(Boolean)
    .join("\n");
}

function nameField(name: NameParts): string {
  // Without a comma, programs take the last word for the family name; a comma at the end says that all of it is.
  if ("literal" in name) return `${name.literal.replaceAll(",", " ").replace(/\s+/g, " ")},`;
  const { family, given, suffix, "non-dropping-particle": particle } = name;
  return [[particle, family].filter(Boolean).join(" "), given, suffix].filter(Boolean).join(", ");
}

const TYPES = { "article-journal": "JOUR", "paper-conference": "CPAPER" } as const;

/** Writes references as RIS: one tag a line. */
export function writeRis(papers: readonly FiledPaper[], pageOf: (slug: string) => string): string {
  return papers.map((paper) => `${linesOf(paper, pageOf(paper.slug)).join("\n")}\n\n`).join("");
}

function linesOf(paper: FiledPaper, page: string): string[] {
  const { doi, arxivId, venue, identifiers } = paper;
  const type = typeOf(paper);
  const [year, ...rest] = dateParts(paper) ?? [];
  const fourDigits = year && String(year).padStart(4, "0");
  const within = rest.map((part) => `/${String(part).padStart(2, "0")}`).join("");
  const arxiv = arxivId && `https://arxiv.org/abs/${arxivId}`;
  const addresses = new Set([addressOf(paper, page), ...(arxiv ? [arxiv] : [])]);
  const tags: (readonly [string, string | null | undefined])[] = [
    ["TY", type === "article" ? (arxivId ? "UNPB" : "GEN") : TYPES[type]],
    ["TI", oneLine(paper.title)],
    ...namesOf(paper).map((author) => ["AU", nameField(author)] as const),
    ["PY", fourDigits],
    ["DA", fourDigits && within && `${fourDigits}${within}`],
    [type === "article-journal" ? "JO" : "T2", venue && oneLine(venue)],
    ["DO", doi],
    ...[...addresses].map((address) => ["UR", oneLine(address)] as const),
    // The tags by which PubMed exports its two numbers.
    ["AN", valuesOf(identifiers, "pmid")],
    ["C2", valuesOf(identifiers, "pmcid")],
    ["SN", valuesOf(identifiers, "isbn")],
    ["U1", writeIdentifiers(identifiers)],
    ["AB", paragraphs(paper.abstract)],
    ["N1", paper.note && oneLine(paper.note)],
    ["N1", paper.ownNote && inLines(paper.ownNote)],
    ["ID", paper.slug],
  ].map(([tag, value]) => [String(tag), value ? String(value) : null]);
  return [...tags.flatMap(([tag, value]) => (value ? [`${tag}  - ${value}`] : [])), "ER  - "];
}

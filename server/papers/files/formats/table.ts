import { writeTable } from "@/server/platform/text/csv";
import { dateInColumns } from "../../dates/rules";
import type { FiledPaper } from "../rules";
import { valuesOf, writeIdentifiers } from "./rules";

/**
 * Writes what is known of the names of authors, in their order: "Family, Given", or a name with a comma behind it for an
 * organization, as RIS does. A name of which nothing is known is left out.
 */
function namesIn({ authors, authorParts }: FiledPaper): string {
  if (!authorParts) return "";
  const written = authors.map((name, place) => {
    const part = authorParts[place];
    if (!part) return "";
    if (part.kind === "organization") return `${name},`;
    return part.given ? `${part.family}, ${part.given}` : part.family;
  });
  return written.join("; ");
}

/** Writes papers as a table, with the names of its columns first. */
export function writePaperTable(
  papers: readonly FiledPaper[],
  pageOf: (slug: string) => string,
  head: boolean,
): string {
  const rows = papers.map((paper) => ({
    title: paper.title,
    authors: paper.authors.join("; "),
    "author names": namesIn(paper),
    published: dateInColumns(paper),
    venue: paper.venue ?? "",
    doi: paper.doi ?? "",
    arxiv: paper.arxivId ?? "",
    pmid: valuesOf(paper.identifiers, "pmid"),
    pmcid: valuesOf(paper.identifiers, "pmcid"),
    isbn: valuesOf(paper.identifiers, "isbn"),
    identifiers: writeIdentifiers(paper.identifiers),
    url: paper.url ?? "",
    page: pageOf(paper.slug),
    abstract: paper.abstract,
    ...(paper.ownNote === undefined ? {} : { note: paper.ownNote }),
  }));
  if (rows.length > 0 || !head) return writeTable(rows, head);
  return COLUMNS.map((name) => `"${name}"`).join(",");
}

const COLUMNS = [
  "title",
  "authors",
  "author names",
  "published",
  "venue",
  "doi",
  "arxiv",
  "pmid",
  "pmcid",
  "isbn",
  "identifiers",
  "url",
  "page",
  "abstract",
];

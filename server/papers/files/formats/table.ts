import { writeTable } from "@/server/platform/text/csv";
import { dateInColumns } from "../../dates/rules";
import type { FiledPaper } from "../rules";

/** Writes papers as a table, with the names of its columns first. */
export function writePaperTable(
  papers: readonly FiledPaper[],
  pageOf: (slug: string) => string,
  head: boolean,
): string {
  const rows = papers.map((paper) => ({
    title: paper.title,
    authors: paper.authors.join("; "),
    published: dateInColumns(paper),
    venue: paper.venue ?? "",
    doi: paper.doi ?? "",
    arxiv: paper.arxivId ?? "",
    url: paper.url ?? "",
    page: pageOf(paper.slug),
    abstract: paper.abstract,
  }));
  if (rows.length > 0 || !head) return writeTable(rows, head);
  return COLUMNS.map((name) => `"${name}"`).join(",");
}

const COLUMNS = [
  "title",
  "authors",
  "published",
  "venue",
  "doi",
  "arxiv",
  "url",
  "page",
  "abstract",
];

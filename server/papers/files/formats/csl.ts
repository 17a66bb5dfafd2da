import type { FiledPaper } from "../rules";
import { type NameParts, nameOf } from "./names";

/** An entry of CSL-JSON, with the fields that we write. */
export interface CslItem {
  id: string;
  type: "article-journal" | "article";
  title: string;
  author: NameParts[];
  issued?: { "date-parts": [number[]] };
  DOI?: string;
  URL: string;
  abstract?: string;
  /** Of a preprint. */
  number?: string;
  publisher?: string;
  archive?: string;
  archive_location?: string;
  note?: string;
}

/** Year, month and day. */
export function dateParts(day: Date): [number, number, number] {
  return [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
}

/** The address by which a paper is cited. @param page its page on this site */
export function addressOf({ url, doi, arxivId }: FiledPaper, page: string): string {
  if (url) return url;
  if (doi) return `https://doi.org/${doi}`;
  return arxivId ? `https://arxiv.org/abs/${arxivId}` : page;
}

/** Describes a paper in CSL. One that has no DOI of a publisher is a preprint. */
export function cslOf(paper: FiledPaper, page: string): CslItem {
  const { doi, arxivId, publishedOn, abstract, note } = paper;
  return {
    id: paper.slug,
    type: doi ? "article-journal" : "article",
    title: paper.title,
    author: paper.authors.map(nameOf),
    ...(publishedOn ? { issued: { "date-parts": [dateParts(publishedOn)] } } : {}),
    ...(doi ? { DOI: doi } : {}),
    URL: addressOf(paper, page),
    ...(abstract ? { abstract } : {}),
    ...(arxivId && !doi ? { number: `arXiv:${arxivId}`, publisher: "arXiv" } : {}),
    ...(arxivId ? { archive: "arXiv", archive_location: arxivId } : {}),
    ...(note ? { note } : {}),
  };
}

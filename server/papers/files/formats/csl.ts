import { IDENTIFIERS } from "../../pasting/identifiers";
import { type FiledPaper, isConference } from "../rules";
import { type NameParts, nameBy } from "./names";
import { valuesOf, writeIdentifiers } from "./rules";

/** An entry of CSL-JSON, with the fields that we write. */
export interface CslItem {
  id: string;
  type: "article-journal" | "paper-conference" | "article";
  title: string;
  author: NameParts[];
  issued?: { "date-parts": [number[]] };
  "container-title"?: string;
  DOI?: string;
  URL: string;
  abstract?: string;
  /** Of a preprint. */
  number?: string;
  publisher?: string;
  archive?: string;
  archive_location?: string;
  note?: string;
  PMID?: string;
  PMCID?: string;
  ISBN?: string;
  /** The place of the standard for what it has no field for. */
  custom?: { identifiers: string };
}

const KNOWN_PARTS = { year: 1, month: 2, day: 3 } as const;

/** Year, month and day of a paper's date, as far as they are known; null without a date. */
export function dateParts({
  publishedOn: day,
  publishedPrecision,
}: Pick<FiledPaper, "publishedOn" | "publishedPrecision">): number[] | null {
  if (!day) return null;
  const parts = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  return parts.slice(0, KNOWN_PARTS[publishedPrecision]);
}

/** The type of a paper in CSL: one with neither a venue nor a publisher's DOI is a preprint. */
export function typeOf({ venue, doi }: Pick<FiledPaper, "venue" | "doi">): CslItem["type"] {
  if (venue) return isConference(venue) ? "paper-conference" : "article-journal";
  return doi ? "article-journal" : "article";
}

/** The names of a paper's authors in parts. */
export function namesOf({ authors, authorParts }: FiledPaper): NameParts[] {
  return authors.map((author, place) => nameBy(author, authorParts?.[place]));
}

/** The address by which a paper is cited. @param page its page on this site */
export function addressOf({ url, doi, arxivId }: FiledPaper, page: string): string {
  if (url) return url;
  if (doi) return IDENTIFIERS.doi.link(doi);
  return arxivId ? IDENTIFIERS.arxiv.link(arxivId) : page;
}

/** Describes a paper in CSL. */
export function cslOf(paper: FiledPaper, page: string): CslItem {
  const { doi, arxivId, venue, abstract, identifiers } = paper;
  const note = [paper.note, paper.ownNote].filter(Boolean).join("\n\n");
  const named = (type: "pmid" | "pmcid" | "isbn") => valuesOf(identifiers, type);
  const issued = dateParts(paper);
  return {
    id: paper.slug,
    type: typeOf(paper),
    title: paper.title,
    author: namesOf(paper),
    ...(issued ? { issued: { "date-parts": [issued] } } : {}),
    ...(venue ? { "container-title": venue } : {}),
    ...(doi ? { DOI: doi } : {}),
    URL: addressOf(paper, page),
    ...(abstract ? { abstract } : {}),
    ...(arxivId && !doi && !venue ? { number: `arXiv:${arxivId}`, publisher: "arXiv" } : {}),
    ...(arxivId ? { archive: "arXiv", archive_location: arxivId } : {}),
    ...(note ? { note } : {}),
    ...(named("pmid") ? { PMID: named("pmid") } : {}),
    ...(named("pmcid") ? { PMCID: named("pmcid") } : {}),
    ...(named("isbn") ? { ISBN: named("isbn") } : {}),
    ...(identifiers.length > 0 ? { custom: { identifiers: writeIdentifiers(identifiers) } } : {}),
  };
}

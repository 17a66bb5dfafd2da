// The shape of what stands at a place that lists papers, such as a feed.
import { partsOfNames } from "../../catalogue/authors/rules";
import type { NewPaper } from "../../catalogue/commands";
import { identifiersOf } from "../../catalogue/identifiers/rules";
import { namesOnePaper } from "../../catalogue/rules";
import { columnsOfDate } from "../../dates/rules";
import type { Identifier } from "../../pasting/identifiers";
import { addInput } from "../../schema";
import { fieldsOf } from "../fetching/pasted";
import type { FoundRecord } from "../record";

/** A paper of a list. */
export interface Listed {
  title: string;
  /** Those that name one paper; at least one. The first one is the paper's key. */
  identifiers: readonly Identifier[];
  /** The paper as the list describes it; null if it only mentions the paper. */
  paper: NewPaper | null;
  /** Whether its source knows more. */
  isPoor: boolean;
}

/** A list of papers, in the order of its place: the newest first. */
export interface Listing {
  /** The list's own title; empty if it has none. */
  title: string;
  papers: Listed[];
  /** Titles of entries that name no paper by an identifier. */
  unnamed: string[];
}

/** Papers of one list that are looked at. */
export const LISTED = 100;

/** Makes a paper of a list. @returns null if it has no identifier of its own */
export function listedOf(paper: NewPaper, isPoor: boolean): Listed | null {
  const identifiers = identifiersOf(paper).filter(namesOnePaper);
  return identifiers.length > 0 ? { title: paper.title, identifiers, paper, isPoor } : null;
}

/** Makes a paper to add from a record. @returns null if the catalogue cannot take it as it is */
export function paperOfRecord(record: FoundRecord, id: Identifier): NewPaper | null {
  const read = addInput.safeParse(fieldsOf(record, id));
  if (!read.success) return null;
  const { people = [], publishedOn = "", identifiers = [], venue, url, ...fields } = read.data;
  return {
    ...{ title: fields.title, abstract: fields.abstract, authors: fields.authors, identifiers },
    ...columnsOfDate(publishedOn),
    url: url || null,
    venue: venue || null,
    authorParts: partsOfNames(fields.authors, people),
  };
}

/** Makes a list out of the records of a source; null stands for what is no paper. */
export function listingOf(records: readonly ({ record: FoundRecord; id: Identifier } | null)[]) {
  const papers = records.slice(0, LISTED).flatMap((one) => {
    const paper = one && paperOfRecord(one.record, one.id);
    return (paper && listedOf(paper, false)) ?? [];
  });
  return { title: "", papers, unnamed: [] } satisfies Listing;
}

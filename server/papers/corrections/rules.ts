import { columnsOfDate, type DateColumns, dateInColumns } from "../dates/rules";
import { valueIn } from "../pasting/rules";

/** The fields that can be corrected, in the order of the form. */
export const FIELDS = [
  "title",
  "authors",
  "url",
  "arxivId",
  "doi",
  "venue",
  "publishedOn",
  "abstract",
] as const;
export type Field = (typeof FIELDS)[number];

/** The fields of a paper as the form and its history have them: an empty text for what is not known. */
export interface PaperFields {
  title: string;
  authors: string[];
  url: string;
  arxivId: string;
  doi: string;
  venue: string;
  /** As exactly as it is known: "2024", "2024-05" or "2024-05-17". */
  publishedOn: string;
  abstract: string;
}

/** Changed fields, each with its values before and after. */
export type Changes = {
  [F in Field]?: { before: PaperFields[F]; after: PaperFields[F] };
};

/** The columns of a paper that hold these fields. */
interface Columns extends DateColumns {
  title: string;
  authors: string[];
  url: string | null;
  arxivId: string | null;
  doi: string | null;
  venue: string | null;
  abstract: string;
}

/** Reads the fields from the columns of a paper. */
export function fieldsOf({ title, authors, abstract, ...paper }: Columns) {
  return {
    ...{ title, authors, abstract, publishedOn: dateInColumns(paper) },
    ...{ url: paper.url ?? "", arxivId: paper.arxivId ?? "", doi: paper.doi ?? "" },
    venue: paper.venue ?? "",
  } satisfies PaperFields;
}

/** The columns of a paper for these fields. */
export function columnsOf({
  url,
  arxivId,
  doi,
  venue,
  publishedOn,
  ...rest
}: PaperFields): Columns {
  return {
    ...rest,
    url: url || null,
    arxivId: arxivId || null,
    doi: doi || null,
    venue: venue || null,
    ...columnsOfDate(publishedOn),
  };
}

/** Fills in identifiers that the link names, where none was entered. */
export function completeIdentifiers(fields: PaperFields): PaperFields {
  return {
    ...fields,
    arxivId: fields.arxivId || (valueIn(fields.url, "arxiv") ?? ""),
    doi: fields.doi || (valueIn(fields.url, "doi") ?? ""),
  };
}

function isSame(one: string | string[], other: string | string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Finds the fields that differ. */
export function changesBetween(before: PaperFields, after: PaperFields): Changes {
  const changed = FIELDS.filter((field) => !isSame(before[field], after[field]));
  return Object.fromEntries(
    changed.map((field) => [field, { before: before[field], after: after[field] }]),
  );
}

/** Names the fields that are changed, in the order of the form. */
export function changedFields(changes: Changes): Field[] {
  return FIELDS.filter((field) => changes[field] !== undefined);
}

/** The fields of a paper after a change, whatever they are now. */
export function fieldsAfter(current: PaperFields, changes: Changes): PaperFields {
  const after = changedFields(changes).map((field) => [field, changes[field]?.after]);
  return { ...current, ...Object.fromEntries(after) };
}

/** The change that takes another one back. */
export function reverse(changes: Changes): Changes {
  return Object.fromEntries(
    changedFields(changes).map((field) => [
      field,
      { before: changes[field]?.after, after: changes[field]?.before },
    ]),
  );
}

/** Finds fields that no longer have the value that the change begins with. */
export function findChangedSince(current: PaperFields, changes: Changes): Field[] {
  return changedFields(changes).filter(
    (field) => !isSame(current[field], changes[field]?.before ?? ""),
  );
}

/** Finds a field that may not become empty: the title never, authors and abstract not once they are known. */
export function findEmptied(changes: Changes): Field | null {
  return (
    (["title", "authors", "abstract"] as const).find(
      (field) => changes[field] !== undefined && changes[field].after.length === 0,
    ) ?? null
  );
}

/** The words for fields, within a sentence. */
export const FIELD_WORDS: Record<Field, string> = {
  title: "title",
  authors: "authors",
  url: "link",
  arxivId: "arXiv ID",
  doi: "DOI",
  venue: "journal or conference",
  publishedOn: "date of publication",
  abstract: "abstract",
};

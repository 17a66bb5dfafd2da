import { type AuthorPart, partsAfter } from "../catalogue/authors/rules";
import { furtherOf } from "../catalogue/identifiers/rules";
import { columnsOfDate, type DateColumns, dateInColumns } from "../dates/rules";
import type { Identifier } from "../pasting/identifiers";
import { valueIn } from "../pasting/rules";

/** The fields that can be corrected, in the order of the form. */
export const FIELDS = [
  "title",
  "authors",
  "authorParts",
  "url",
  "arxivId",
  "doi",
  "identifiers",
  "venue",
  "publishedOn",
  "abstract",
] as const;
export type Field = (typeof FIELDS)[number];

/** The fields of a paper as the form and its history have them: an empty text for what is not known. */
export interface PaperFields {
  title: string;
  authors: string[];
  /** For each author in order, what is known beside the name; empty if nothing is. */
  authorParts: (AuthorPart | null)[];
  url: string;
  arxivId: string;
  doi: string;
  /** Further ones, without those that the link names, in the order of their types. */
  identifiers: Identifier[];
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

/** A paper with all of its identifiers, as it is stored. */
interface Stored extends Columns {
  authorParts?: unknown;
  identifiers: readonly Identifier[];
}

/** Reads the fields from the columns of a paper. */
export function fieldsOf({ title, authors, abstract, ...paper }: Stored): PaperFields {
  // Commands write nothing else into this column.
  const parts = (paper.authorParts ?? []) as (AuthorPart | null)[];
  return {
    ...{ title, authors, abstract, publishedOn: dateInColumns(paper) },
    ...{ url: paper.url ?? "", arxivId: paper.arxivId ?? "", doi: paper.doi ?? "" },
    venue: paper.venue ?? "",
    authorParts: parts.some((part) => part !== null) ? parts : [],
    identifiers: furtherOf(paper),
  };
}

/** The columns of a paper for these fields. */
export function columnsOf({
  url,
  arxivId,
  doi,
  venue,
  publishedOn,
  authorParts: _,
  identifiers: __,
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

/** Fills in the main identifiers where none was entered: from the link, or else the first further one of that type. */
export function completeIdentifiers(fields: PaperFields): PaperFields {
  const named = (type: "arxiv" | "doi") =>
    valueIn(fields.url, type) ?? fields.identifiers.find((id) => id.type === type)?.value ?? "";
  return withoutNamed({
    ...fields,
    arxivId: fields.arxivId || named("arxiv"),
    doi: fields.doi || named("doi"),
  });
}

/** Leaves out further identifiers that other fields name. */
export function withoutNamed(fields: PaperFields): PaperFields {
  return { ...fields, identifiers: furtherOf(fields) };
}

/** Writes a value as text, whatever the order in which the database gives the parts of a name. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

type Value = PaperFields[Field];

/** Whether two values of a field are the same. */
export function isSame(one: Value, other: Value): boolean {
  return textOf(one) === textOf(other);
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

/**
 * The fields of a paper after a change that may not say what follows from it: authors who are still there keep the parts of
 * their names, and an identifier stands in one field only.
 */
export function fieldsFollowing(current: PaperFields, changes: Changes): PaperFields {
  const after = fieldsAfter(current, changes);
  if (!changes.authors || changes.authorParts) return withoutNamed(after);
  const parts = partsAfter(current.authors, current.authorParts, after.authors);
  return withoutNamed({ ...after, authorParts: parts ?? [] });
}

/**
 * Fills the empty fields of a paper by what is known elsewhere. The parts of names come with the very same names only, and
 * the further identifiers stay.
 * @param fixed fields that stay empty
 */
export function fillEmpty(
  fields: PaperFields,
  known: PaperFields,
  fixed: readonly Field[] = [],
): PaperFields {
  const apart: readonly Field[] = ["authorParts", "identifiers"];
  const filled = FIELDS.filter(
    (field) => ![...apart, ...fixed].includes(field) && fields[field].length === 0,
  );
  const after = {
    ...fields,
    ...Object.fromEntries(filled.map((field) => [field, known[field]])),
  };
  const takesParts =
    after.authorParts.length === 0 &&
    !fixed.includes("authorParts") &&
    isSame(after.authors, known.authors);
  return takesParts ? { ...after, authorParts: known.authorParts } : after;
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
    (field) => !isSame(current[field], changes[field]?.before ?? []),
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
  authorParts: "parts of authors’ names",
  url: "link",
  arxivId: "arXiv ID",
  doi: "DOI",
  identifiers: "other identifiers",
  venue: "journal or conference",
  publishedOn: "date of publication",
  abstract: "abstract",
};

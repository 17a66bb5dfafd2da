import {
  type Changes,
  changesBetween,
  FIELDS,
  fillEmpty,
  findChangedSince,
  isSame,
  type PaperFields,
  reverse,
} from "../corrections/rules";
import type { DatePrecision } from "../dates/rules";
import type { PaperStatus } from "../versions/rules";

/**
 * Tables with rows of one paper alone. A merge keeps them as they are, because the paper that stays has its own. What
 * jobs compute, such as similar papers, is made anew.
 */
export const OWN_TABLES = [
  ...(["PaperOrigin", "PaperCompletion", "PaperVersion"] as const),
  ...(["PaperStatement", "PaperLook"] as const),
] as const;
export type OwnTable = (typeof OWN_TABLES)[number];

/** Rows by table, as JSON. */
export type OwnRows = Partial<Record<OwnTable, Record<string, unknown>[]>>;

/** The columns of a merged paper that come back when the merge is undone. Times are in ISO 8601. */
export interface MergedPaper {
  abstract: string;
  authors: string[];
  authorParts: unknown;
  arxivId: string | null;
  doi: string | null;
  url: string | null;
  publishedOn: string | null;
  publishedPrecision: DatePrecision;
  venue: string | null;
  status: PaperStatus;
  addedById: string | null;
  addedAt: string;
  version: number;
  /** Its number among papers of like titles. */
  namesake: number;
  importId: string | null;
  /** Rows of other tables that were this paper's alone. */
  own: OwnRows;
}

export type Was = Record<string, string | number | boolean | null>;

/** A row that a merge moved (`MovedRow`). */
export interface Moved<Kind extends string = string> {
  kind: Kind;
  rowId?: string | null;
  personId?: string | null;
  was?: Was | null;
}

/**
 * Fields that the paper that stays does not have, with what the other paper says. Further identifiers are rows of their own,
 * which the merge moves.
 */
export function fillMissing(kept: PaperFields, other: PaperFields): Changes {
  return changesBetween(kept, fillEmpty(kept, other));
}

/** Fields in which two papers differ although both have them: those of the paper that stays remain. */
export function findDiffering(kept: PaperFields, other: PaperFields) {
  return FIELDS.filter(
    (field) =>
      field !== "identifiers" &&
      kept[field].length > 0 &&
      other[field].length > 0 &&
      !isSame(kept[field], other[field]),
  );
}

/** The changes that take back what a merge filled in, without fields that were changed since. */
export function emptyAgain(current: PaperFields, filled: Changes): Changes {
  const changes = reverse(filled);
  const since = findChangedSince(current, changes);
  return Object.fromEntries(
    Object.entries(changes).filter(([field]) => !since.some((one) => one === field)),
  );
}

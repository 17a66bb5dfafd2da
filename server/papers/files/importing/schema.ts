import { z } from "zod";
import { line } from "@/server/platform/text/inputs";

/** Bytes of a file, and entries in it: 20,000 with abstracts have about 40 MB as BibTeX. */
export const IMPORT_BYTES = 40_000_000;
export const IMPORT_ENTRIES = 20_000;
/** Entries that a report names; it counts them all. */
export const NAMED_IN_REPORT = 200;

export const fileNameInput = line(200, "The name of the file").catch("a file");

export const importIdInput = z.object({ importId: z.uuid() });

/** An entry that was left out, and why. */
export interface LeftOut {
  /** In the file, counted from 1. */
  line: number;
  title: string;
  /** The paper that it may be; null for one of the same file. */
  slug: string | null;
}

/** An entry that is new. */
export interface Fresh {
  line: number;
  title: string;
  /** The paper that it has become; null in a preview. */
  slug: string | null;
}

/** The answer to a file: the numbers of all entries, and the first of those that are new, or were left out. */
export interface ImportReport {
  format: string;
  fresh: number;
  known: number;
  doubtful: number;
  broken: number;
  freshEntries: Fresh[];
  doubtfulEntries: LeftOut[];
  brokenEntries: { line: number; what: string }[];
  /** By which it can be undone; null if nothing was added, and in a preview. */
  importId: string | null;
}

/** A line of the answer while a file is read and imported. */
export type ImportStep =
  | { done: number; all: number | null }
  | { report: ImportReport }
  | { refusal: string };

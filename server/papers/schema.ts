import { z } from "zod";
import { line, prose, strictPosition, webAddress } from "@/server/platform/text/inputs";
import { authorKey } from "./authors/schema";
import { type DatePrecision, isDate } from "./dates/rules";
import { IDENTIFIER_TYPES, identifierOf, identifierOfDoi } from "./pasting/identifiers";
import { linkOf, readText } from "./pasting/rules";
import { ORDERS, WINDOWS } from "./rules";
import type { Marks } from "./search/schema";
import type { Warning } from "./versions/rules";

/** The longest title known to arXiv has about 380 characters. */
export const TITLE_MAX = 500;
/** arXiv takes 1,920; journals a little more. */
export const ABSTRACT_MAX = 10_000;
/** Characters of all author names together, because lists of papers are read with them. */
const AUTHORS_MAX = 20_000;
export const PAGE_SIZE = 20;

export const listInput = z.object({
  order: z.enum(ORDERS).default("trending"),
  window: z.enum(WINDOWS).default("all"),
  topic: z.string().max(60).optional(),
  author: authorKey.optional(),
  /** A page number, or a cursor of the page before or after. */
  cursor: strictPosition,
});

export const slugInput = z.object({ paper: z.string().min(1).max(120) });

/** Names of authors; papers from files may have none. */
export const authorNames = z
  .array(line(200, "The name of an author").refine((value) => value !== "", "Enter a name."))
  .max(500, "At most 500 authors.")
  .refine(
    (names) => names.join("").length <= AUTHORS_MAX,
    "The names of the authors are too long: at most 20,000 characters together.",
  );

const DATE = "Enter a date as exactly as it is known: 2024, 2024-05 or 2024-05-17.";
/** A date as exactly as it is known, or nothing. */
export const publishedOn = z
  .string()
  .max(10, DATE)
  .refine((text) => text === "" || (isDate(text) && text >= "1000" && text < "2200"), DATE);

/** The journal or conference in which a paper was published, or nothing. */
export const venue = line(300, "The name of the journal or conference");

export const paperFields = z.object({
  title: line(TITLE_MAX, "The title").refine((value) => value.length >= 3, "Enter the title."),
  /** Empty if it is not known. */
  abstract: prose(ABSTRACT_MAX, "The abstract").default(""),
  authors: authorNames.min(1, "Enter at least one author."),
  url: z
    .string()
    .max(2000, "This link is too long.")
    .transform(linkOf)
    .pipe(z.union([z.literal(""), webAddress], "Enter a link, an arXiv ID or a DOI."))
    .default(""),
});

/** Papers named at a time in the question whether a new one is one of them. */
export const MOST_CANDIDATES = 10;

/** An identifier in any of its forms. */
export const identifier = z
  .object({ type: z.enum(IDENTIFIER_TYPES), value: z.string().max(2000) })
  .transform(({ type, value }, context) => {
    const found = type === "doi" ? identifierOfDoi(value) : identifierOf(type, value);
    if (found) return found;
    context.addIssue({ code: "custom", message: "No paper can have this identifier." });
    return z.NEVER;
  });

/** Further identifiers of one paper. */
export const IDENTIFIERS_MAX = 50;

/** An author as a source knows them. */
const author = z.object({
  kind: z.enum(["person", "organization"]),
  name: line(200, "The name of an author"),
  family: line(200, "The family name of an author").nullish(),
  given: line(200, "The given name of an author").nullish(),
});

/**
 * A paper to add, with what its source knows, and a person's decisions: the paper that it is, or those that it is not.
 */
export const addInput = paperFields.extend({
  venue: venue.optional(),
  publishedOn: publishedOn.optional(),
  identifiers: z.array(identifier).max(IDENTIFIERS_MAX).optional(),
  /** The parts of the names of authors. They count for an author with the same name. */
  people: z.array(author).max(500).optional(),
  /** Whether the fields were read from a text that the person pasted, and are not typed. */
  pasted: z.boolean().optional(),
  sameAs: z.uuid().optional(),
  differsFrom: z.array(z.uuid()).max(100).optional(),
});

/** Identifiers as they are typed: one or several on a line, in any of their forms. */
const typedIdentifiers = z
  .string()
  .max(20_000, "These are too many identifiers.")
  .transform((text, context) => {
    const lines = text.split(/\r?\n/).filter((typed) => typed.trim() !== "");
    return lines.flatMap((typed) => {
      const read = readText(typed);
      if ("ids" in read) return read.ids;
      if ("url" in read) return [{ type: "url" as const, value: read.url }];
      const message = `“${typed.trim().slice(0, 60)}” is no identifier and no link.`;
      context.addIssue({ code: "custom", message });
      return [];
    });
  })
  .pipe(z.array(identifier).max(IDENTIFIERS_MAX, "At most 50 identifiers."));

/** The fields of a paper as typed in the form, with one author per line. */
export const paperForm = paperFields.extend({
  identifiers: typedIdentifiers.default([]),
  authors: z
    .string()
    .max(100_000, "At most 500 authors.")
    .transform((text) => text.split(/\r?\n/).filter((author) => author.trim() !== ""))
    .pipe(paperFields.shape.authors),
});

export const upvoteInput = z.object({ paperId: z.uuid(), on: z.boolean() });
export const idsInput = z.object({ paperIds: z.array(z.uuid()).max(100) });

const LIMIT = "The limit has to be a whole number from 1 to 50.";

export const searchInput = z.object({
  q: line(200, "The search text"),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(50, LIMIT).default(20),
});

/** Pasted identifiers and links, one for each paper. */
export const lookUpInput = z.object({
  texts: z
    .array(z.string().max(2000, "This link is too long."))
    .max(20, "Paste at most 20 links at a time."),
});

/** A title as pages show it. */
export interface ShownTitle {
  /** With its mathematics in plain signs, as in "O(n²)". */
  title: string;
  /** Escaped text with rendered mathematics; only if it has some. */
  titleHtml?: string;
  /** A status that readers should know of before they choose the paper, if it has one. */
  warning?: Warning;
}

/** A paper that another one may be, for the person who decides. */
export interface Candidate extends ShownTitle {
  id: string;
  slug: string;
  /** The first few. */
  authors: string[];
  /** The year of publication. */
  year: number | null;
}

/** A text with a paper in it: a link, an identifier, a reference of another program. */
export const fetchInput = z.object({
  text: z
    .string()
    .max(20_000, "This is too long. Paste one link, identifier or reference.")
    .refine((text) => text.trim() !== "", "Paste a link, an identifier or a reference."),
});

/** A reference in words, of which a source is asked. */
export const referenceInput = z.object({ words: line(1000, "The reference") });

/** A paper in a list. */
export interface PaperCard extends ShownTitle {
  id: string;
  slug: string;
  /** The first few. */
  authors: string[];
  authorCount: number;
  /** The first lines of the abstract: escaped text with rendered mathematics. */
  excerptHtml: string;
  upvoteCount: number;
  commentCount: number;
  addedAt: Date;
  publishedOn: Date | null;
  publishedPrecision: DatePrecision;
  /** Where the paper is: arXiv, the host of its address, or "DOI". */
  from: string | null;
  topics: { slug: string; name: string }[];
  /** In the results of a search: that the paper has none of its words, but its meaning. */
  byMeaning?: boolean;
  /** In the results of a search: where it has its words. */
  marks?: Marks;
}

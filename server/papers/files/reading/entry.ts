import { z } from "zod";
import { line, prose } from "@/server/platform/text/inputs";
import { type AuthorPart, partsOfNames } from "../../catalogue/authors/rules";
import { furtherOf } from "../../catalogue/identifiers/rules";
import { columnsOfDate, type DateColumns, isDate } from "../../dates/rules";
import { type Identifier, identifierOf, identifierOfDoi } from "../../pasting/identifiers";
import { readText } from "../../pasting/rules";
import { ABSTRACT_MAX, authorNames, TITLE_MAX, venue } from "../../schema";
import { displayName, type NameParts, partOfName } from "../formats/names";
import { readIdentifiers } from "../formats/rules";

/** A paper as an entry describes it. */
interface EntryPaper extends DateColumns {
  title: string;
  abstract: string;
  authors: string[];
  /** For each author in order, what is known beside the name. */
  authorParts: (AuthorPart | null)[] | null;
  venue: string | null;
  doi: string | null;
  arxivId: string | null;
  url: string | null;
  /** Further ones. */
  identifiers: Identifier[];
}

/** An entry that can be imported. */
export interface ReadEntry<Paper = EntryPaper> {
  /** Counted from 1. */
  line: number;
  paper: Paper;
}

/** An entry that cannot be imported, and why. */
export interface BrokenEntry {
  line: number;
  what: string;
}

export type Entry = ReadEntry | BrokenEntry;

/** The fields of an entry as a format has them, in plain text with mathematics. */
export interface Fields {
  title: string;
  abstract?: string | undefined;
  authors: readonly string[];
  /** For each author in order, what the format says of the name. */
  parts?: readonly (AuthorPart | null)[];
  /** The journal or the conference. */
  venue?: string;
  /** "2024", "2024-05" or "2024-05-17". */
  date?: string | null;
  dois?: readonly string[];
  /** Numbers of arXiv. */
  arxiv?: readonly string[];
  links?: readonly string[];
  pmids?: readonly string[];
  pmcids?: readonly string[];
  /** The identifiers that we have written ourselves (formats/rules.ts). */
  further?: string;
}

const tidy = z.object({
  title: line(TITLE_MAX, "The title").refine((title) => title !== "", "It has no title."),
  abstract: prose(ABSTRACT_MAX, "The abstract"),
  authors: authorNames,
  venue: venue.catch(""),
});
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** The fields of authors whose names a format has in parts. */
export function authorFields(names: readonly NameParts[]): Pick<Fields, "authors" | "parts"> {
  return { authors: names.map(displayName), parts: names.map(partOfName) };
}

/** Reads fields as a paper. @param site the address of this site, whose own pages are no links of a paper */
export function entryOf(at: number, fields: Fields, site: string): Entry {
  const read = tidy.safeParse({
    title: fields.title.replace(/\s+/g, " ").trim(),
    abstract: paragraphsOf(fields.abstract ?? ""),
    authors: fields.authors.map(oneLine).filter(Boolean),
    venue: venueOf(fields.venue ?? ""),
  });
  if (!read.success) return { line: at, what: read.error.issues[0]?.message ?? "It is not valid." };
  const links = (fields.links ?? []).map((link) => linkOf(link.trim(), site));
  const ids: Identifier[] = [
    ...(fields.dois ?? []).flatMap((doi) => idsOfDoi(doi.trim())),
    ...(fields.arxiv ?? []).flatMap((id) => identifierOf("arxiv", id) ?? []),
    ...links.flatMap((link) => link.ids),
    ...(fields.pmids ?? []).flatMap((id) => identifierOf("pmid", id) ?? []),
    ...(fields.pmcids ?? []).flatMap((id) => identifierOf("pmcid", id) ?? []),
    ...readIdentifiers(fields.further ?? ""),
  ];
  const first = (type: "doi" | "arxiv") => ids.find((id) => id.type === type)?.value ?? null;
  const main = {
    doi: first("doi"),
    arxivId: first("arxiv"),
    url: links.find(({ url }) => url !== null)?.url ?? null,
  };
  return {
    line: at,
    paper: {
      ...read.data,
      venue: read.data.venue || null,
      authorParts: partsOfNames(
        read.data.authors,
        fields.authors.flatMap((name, place) => {
          const part = fields.parts?.[place];
          return part ? [{ name: oneLine(name), ...part }] : [];
        }),
      ),
      ...main,
      identifiers: furtherOf({ ...main, identifiers: ids }),
      ...columnsOfDate(fields.date && isDate(fields.date) ? fields.date : ""),
    },
  };
}

/** Reads a field for DOIs, in which some programs write a link. */
function idsOfDoi(text: string): Identifier[] {
  const id = identifierOfDoi(text);
  if (id) return [id];
  const read = /^https?:|^doi:/i.test(text) ? readText(text) : null;
  return read && "ids" in read ? read.ids.filter(({ type }) => type !== "url") : [];
}

/** The name of a journal or conference. An archive of preprints is none: the identifier says where the paper is. */
export function venueOf(name: string): string {
  const bare = oneLine(name);
  return /^(?:arxiv|corr)\b|\barxiv:/i.test(bare) ? "" : bare;
}

/** Collapses white space; an empty line separates paragraphs. */
function paragraphsOf(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n\n");
}

/**
 * Reads a link. One that only repeats an identifier, as https://doi.org/… does, is kept as that identifier alone; one of
 * this site is none.
 */
function linkOf(link: string, site: string): { ids: Identifier[]; url: string | null } {
  const none = { ids: [], url: null };
  if (link === "" || link.startsWith(`${site}/`)) return none;
  const read = readText(link);
  if ("url" in read) return { ids: [], url: read.url };
  if (!("ids" in read)) return none;
  const isPlain = /^https?:\/\/(?:(?:dx\.)?doi\.org|arxiv\.org\/abs)\//i.test(link);
  const url = isPlain || !/^https?:/i.test(link) ? null : link;
  return { ids: read.ids, url: url && url.length <= 2000 ? url : null };
}

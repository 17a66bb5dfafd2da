// What an export says of a paper beside its identifiers. It fills the form in where no source has the paper.
import { type AuthorPart, partsOfNames } from "../catalogue/authors/rules";
import { fieldsOfEntry } from "../files/reading/bibtex";
import { fieldsOfItem } from "../files/reading/csl";
import { type Fields, venueOf } from "../files/reading/entry";
import { fieldsOfTags } from "../files/reading/ris";
import { oneLine } from "./cleaning";

/** An author of whose name an export has the parts. */
export type KnownAuthor = { name: string } & AuthorPart;

/** Names in order, and what else is known; empty where an export has nothing. */
export interface Draft {
  authors: string[];
  people: KnownAuthor[];
  abstract: string;
  venue: string;
  /** "2024", "2024-05" or "2024-05-17". */
  publishedOn: string;
}

/** Limits of the form. */
const AUTHORS = 500;
const NAME = 200;
const ABSTRACT = 10_000;
const VENUE = 300;

/** The draft of a text that is no export. */
export const NO_DRAFT: Draft = {
  authors: [],
  people: [],
  abstract: "",
  venue: "",
  publishedOn: "",
};

function draftOf(fields: Fields | null): Draft {
  if (!fields) return NO_DRAFT;
  const given = fields.authors.map((name, place) => ({
    name: oneLine(name).slice(0, NAME),
    part: fields.parts?.[place] ?? null,
  }));
  const named = given.filter(({ name }) => name !== "").slice(0, AUTHORS);
  const authors = named.map(({ name }) => name);
  const known = named.flatMap(({ name, part }) => (part ? [{ name, ...part }] : []));
  const parts = partsOfNames(authors, known) ?? [];
  const date = fields.date ?? "";
  return {
    authors,
    people: authors.flatMap((name, place) => {
      const part = parts[place];
      return part && fits(part) ? [{ name, ...part }] : [];
    }),
    abstract: withoutTags(fields.abstract ?? "")
      .trim()
      .slice(0, ABSTRACT),
    venue: oneLine(venueOf(fields.venue ?? "")).slice(0, VENUE),
    publishedOn: date < "2200" ? date : "",
  };
}

function fits(part: AuthorPart): boolean {
  return part.kind === "organization" || `${part.family}${part.given ?? ""}`.length <= NAME;
}

/** Reads an item of CSL-JSON. */
export function draftOfItem(item: object): Draft {
  return draftOf(fieldsOfItem(item));
}

/** Reads the fields of an entry of BibTeX. */
export function draftOfEntry(properties: Record<string, unknown>): Draft {
  const held = Object.entries(properties).map(([name, value]) => [name, String(value ?? "")]);
  return draftOf(fieldsOfEntry(Object.fromEntries(held)));
}

/** The tags of EndNote and PubMed, as RIS calls them. Full names of PubMed win over initials. */
const AS_IN_RIS: Record<string, string> = {
  ...{ FAU: "AU", "%A": "AU", "%X": "AB", "%J": "JO", "%B": "BT", "%D": "PY" },
  ...{ JT: "T2", TA: "JA", DP: "PY" },
};

/** Reads the tags of a reference of RIS, EndNote or PubMed. */
export function draftOfTags(fields: readonly (readonly [string, string])[]): Draft {
  const isFull = fields.some(([tag]) => tag === "FAU");
  const named = fields.filter(([tag]) => !(isFull && tag === "AU"));
  // PubMed writes "2024 May 17".
  const dated = named.map(([tag, value]) =>
    tag === "DP" ? ([tag, value.trim().split(/\s/)[0] ?? ""] as const) : ([tag, value] as const),
  );
  return draftOf(fieldsOfTags(dated.map(([tag, value]) => [AS_IN_RIS[tag] ?? tag, value])));
}

function withoutTags(text: string): string {
  return text.replace(/<\/?[a-z][a-z0-9:]{0,20}(?:\s[^<>]{0,200})?>/gi, "");
}

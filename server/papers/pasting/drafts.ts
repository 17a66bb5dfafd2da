// What an export says of a paper beside its identifiers. It fills the form in where no source has the paper.
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { oneLine } from "./cleaning";

/** Names in order, and the abstract; empty where an export has none. */
export interface Draft {
  authors: string[];
  abstract: string;
}

/** Most names that are read; the form takes no more. */
const AUTHORS = 500;
const ABSTRACT = 10_000;

function draft(authors: readonly string[], abstract: string): Draft {
  const names = authors.map((name) => oneLine(name).slice(0, 200)).filter((name) => name !== "");
  return { authors: names.slice(0, AUTHORS), abstract: abstract.trim().slice(0, ABSTRACT) };
}

/** A person as CSL-JSON has them. */
interface Person {
  family?: unknown;
  given?: unknown;
  suffix?: unknown;
  literal?: unknown;
  "non-dropping-particle"?: unknown;
  "dropping-particle"?: unknown;
}

function nameOf(person: Person): string {
  const parts = [
    ...[person.literal, person.given, person["dropping-particle"]],
    ...[person["non-dropping-particle"], person.family, person.suffix],
  ];
  return parts.filter((part) => typeof part === "string").join(" ");
}

/** Reads an item of CSL-JSON. */
export function draftOfItem(item: object): Draft {
  const { author, abstract } = item as { author?: unknown; abstract?: unknown };
  const people = Array.isArray(author)
    ? author.filter((one) => one && typeof one === "object")
    : [];
  return draft(people.map(nameOf), typeof abstract === "string" ? withoutTags(abstract) : "");
}

/** Reads the fields of an entry of BibTeX; what the library refuses is left out. */
export function draftOfEntry({ author, abstract }: Record<string, unknown>): Draft {
  const properties = Object.fromEntries(
    Object.entries({ author, abstract }).filter(([, value]) => typeof value === "string"),
  );
  try {
    const entry = { type: "misc", label: "x", properties };
    const [item] = plugins.input.data([entry], "@biblatex/entries+list") as object[];
    return draftOfItem(item ?? {});
  } catch {
    return draft([], "");
  }
}

const AUTHOR_TAGS = ["AU", "A1", "FAU", "%A"];
const ABSTRACT_TAGS = ["AB", "N2", "%X"];

/** Reads the tags of a reference. Full names of PubMed win over initials. */
export function draftOfTags(fields: readonly (readonly [string, string])[]): Draft {
  const valuesOf = (tags: readonly string[]) =>
    fields.filter(([tag]) => tags.includes(tag)).map(([, value]) => value);
  const full = valuesOf(["FAU"]);
  const names = full.length > 0 ? full : valuesOf(AUTHOR_TAGS);
  return draft(names.map(givenFirst), withoutTags(valuesOf(ABSTRACT_TAGS)[0] ?? ""));
}

/** Turns "Lovelace, Ada" and "Bush, George, Jr" round. */
function givenFirst(name: string): string {
  const [family = "", given = "", suffix = ""] = name.split(",").map((part) => part.trim());
  return [given, family, suffix].filter((part) => part !== "").join(" ");
}

function withoutTags(text: string): string {
  return text.replace(/<\/?[a-z][a-z0-9:]{0,20}(?:\s[^<>]{0,200})?>/gi, "");
}

import {
  IDENTIFIER_TYPES,
  IDENTIFIERS,
  type Identifier,
  type IdentifierType,
  identifierOf,
} from "../../pasting/identifiers";
import { distinct, readText } from "../../pasting/rules";

/** The fields of a paper that hold identifiers. */
export interface Identified {
  arxivId?: string | null | undefined;
  doi?: string | null | undefined;
  url?: string | null | undefined;
  /** Further ones. */
  identifiers?: readonly Identifier[] | undefined;
}

/** The identifiers that a link names: those of its paper, or else the page itself. */
function identifiersIn(url: string): Identifier[] {
  const read = readText(url);
  if ("ids" in read) return read.ids;
  return "url" in read ? [identifierOf("url", read.url) ?? []].flat() : [];
}

/** The names of types for people, in their order. */
export const TYPE_NAMES = Object.fromEntries(
  IDENTIFIER_TYPES.map((type) => [type, IDENTIFIERS[type].name]),
) as Record<IdentifierType, string>;

/** Writes an identifier with the name of its type. */
export function identifierText({ type, value }: Identifier): string {
  return `${TYPE_NAMES[type]}: ${value}`;
}

/** Reads typed text as identifiers. @param type their type, unless it shows by itself */
export function identifiersTyped(text: string, type: IdentifierType | null): Identifier[] {
  const read = readText(text);
  if (type !== null) {
    const known = "ids" in read ? read.ids.filter((id) => id.type === type) : [];
    return known.length > 0 ? known : [identifierOf(type, text.trim()) ?? []].flat();
  }
  if ("ids" in read) return read.ids;
  return "url" in read ? [identifierOf("url", read.url) ?? []].flat() : [];
}

/** Collects the identifiers of a paper that no other field of it names, in the order of their types. */
export function furtherOf({ arxivId, doi, url, identifiers = [] }: Identified): Identifier[] {
  const named = identifiersOf({ arxivId, doi, url });
  const place = ({ type }: Identifier) => IDENTIFIER_TYPES.indexOf(type);
  return distinct(identifiers)
    .filter((id) => !named.some(({ type, value }) => type === id.type && value === id.value))
    .map(({ type, value }) => ({ type, value }))
    .sort((one, other) => place(one) - place(other) || (one.value < other.value ? -1 : 1));
}

/** Writes identifiers as the form has them: a link on each line, without those that the main link names. */
export function linesOf(identifiers: readonly Identifier[], url: string): string {
  const named = url ? identifiersIn(url) : [];
  const others = identifiers.filter(
    (id) => !named.some(({ type, value }) => type === id.type && value === id.value),
  );
  return others.map(({ type, value }) => IDENTIFIERS[type].link(value)).join("\n");
}

const given = (type: IdentifierType, value: string | null | undefined): Identifier[] =>
  value ? [{ type, value }] : [];

/** Collects all identifiers of a paper, each once: the main ones first, then what its link names, then further ones. */
export function identifiersOf({ arxivId, doi, url, identifiers = [] }: Identified): Identifier[] {
  return distinct([
    ...given("arxiv", arxivId),
    ...given("doi", doi),
    ...(url ? identifiersIn(url) : []),
    ...identifiers,
  ]);
}

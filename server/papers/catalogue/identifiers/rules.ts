import { type Identifier, type IdentifierType, identifierOf } from "../../pasting/identifiers";
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

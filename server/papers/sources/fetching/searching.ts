// Searches the sources for a paper of which only the title is known.
import "server-only";
import { arxiv } from "../arxiv";
import { crossref } from "../crossref";
import { openalex } from "../openalex";
import type { FoundRecord, Search, Source } from "../record";
import { semanticScholar } from "../semantic-scholar";
import { askAddress, askingBy, type Means, means } from "./commands";
import { contactAddress } from "./contact";

/** The sources that can be searched, in the order in which they are. OpenAlex sells its searches: it comes last. */
const SEARCHED = [arxiv, semanticScholar, crossref, openalex].filter(
  (source): source is Source & { search: Search } => source.search !== undefined,
);

/** The answer of one source: null without an answer. */
export interface Finding {
  source: string;
  records: FoundRecord[] | null;
}

/** Searches for a title, one source after the other, as long as the next answer is wanted. Never throws for what a source does. */
export async function* searchByTitle(
  title: string,
  by: Means = means,
): AsyncGenerator<Finding, void> {
  for (const source of SEARCHED) {
    yield { source: source.name, records: await searchSource(source, title, by) };
  }
}

/** Searches one source for papers of which these are the words. @returns null without an answer */
export function searchSource(
  source: Source & { search: Search },
  words: string,
  by: Means = means,
): Promise<FoundRecord[] | null> {
  const { addressOf, read } = source.search;
  return askAddress<FoundRecord[]>(
    source,
    addressOf(words, contactAddress()),
    { read, none: [], isFound: (found) => found.length > 0 },
    askingBy(by),
  );
}

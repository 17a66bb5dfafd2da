const BY_HAND = "You can also type the paper by hand.";
/** Follows if the text itself has all that a paper needs. */
export const AS_PASTED = "You can also add it as you pasted it.";

/** The ways in which looking a paper up fails. */
export type Failure =
  | { outcome: "no such paper" | "not there yet" | "no answer"; source: string }
  | { outcome: "not a paper"; source?: string }
  | { outcome: "no source" | "words" | "unknown page" | "malformed" | "unsupported" };

/** Says why a pasted text has no paper, and what to do next. @param otherwise the last way on */
export function failureInWords(failure: Failure, otherwise = BY_HAND): string {
  switch (failure.outcome) {
    case "no such paper":
      return `${failure.source} ${verbOf(failure, "has", "have")} no paper with this identifier. Check it for a typing error. ${otherwise}`;
    case "not there yet":
      return `${failure.source} ${verbOf(failure, "does", "do")} not have this paper yet. A new paper can take a day. ${otherwise}`;
    case "no answer":
      return `${failure.source} ${verbOf(failure, "does", "do")} not answer at the moment. Try again in a few minutes. ${otherwise}`;
    case "not a paper":
      return `This leads to something that is not a paper, such as a list, a book or a data set. Paste the link of the paper itself. ${otherwise}`;
    case "no source":
      return `Papers with this kind of identifier cannot be looked up. ${otherwise}`;
    case "words":
      return `There is no link or identifier in this text, so it was searched for in the catalogue. ${otherwise}`;
    case "unknown page":
      return `Papers of this site cannot be looked up. Its DOI would work, if it has one. ${otherwise}`;
    case "malformed":
      return `This identifier cannot be right. Check it for a typing error. ${otherwise}`;
    case "unsupported":
      return `Only web addresses and identifiers can be looked up. ${otherwise}`;
  }
}

/** The verb for one source, or for several such as "Crossref and DataCite". */
function verbOf({ source }: { source: string }, one: string, several: string): string {
  return source.includes(" and ") ? several : one;
}

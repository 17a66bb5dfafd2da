const BY_HAND = "You can also type the paper by hand.";

/** The ways in which looking a paper up fails. */
export type Failure =
  | { outcome: "no such paper" | "not there yet" | "no answer"; source: string }
  | { outcome: "not a paper"; source?: string }
  | { outcome: "no source" | "words" | "unknown page" | "malformed" | "unsupported" };

/** Says why a pasted text has no paper, and what to do next. */
export function failureInWords(failure: Failure): string {
  switch (failure.outcome) {
    case "no such paper":
      return `${failure.source} has no paper with this identifier. Check it for a typing error. ${BY_HAND}`;
    case "not there yet":
      return `${failure.source} does not have this paper yet. A new paper can take a day. ${BY_HAND}`;
    case "no answer":
      return `${failure.source} does not answer at the moment. Try again in a few minutes. ${BY_HAND}`;
    case "not a paper":
      return `This leads to something that is not a paper, such as a list, a book or a data set. Paste the link of the paper itself. ${BY_HAND}`;
    case "no source":
      return `Papers with this kind of identifier cannot be looked up. ${BY_HAND}`;
    case "words":
      return `There is no link or identifier in this text, so it was searched for in the catalogue. ${BY_HAND}`;
    case "unknown page":
      return `Papers of this site cannot be looked up. Its DOI would work, if it has one. ${BY_HAND}`;
    case "malformed":
      return `This identifier cannot be right. Check it for a typing error. ${BY_HAND}`;
    case "unsupported":
      return `Only web addresses and identifiers can be looked up. ${BY_HAND}`;
  }
}

import { valueIn } from "../rules";

/** An identifier or a link, which stands for one paper alone. */
export interface Pasted {
  text: string;
  kind: "arXiv ID" | "DOI" | "link";
}

/** A link, with its scheme or with a path. A word with a dot, such as "node.js", is none. */
const LINK = /^(?:https?:\/\/\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\S*|\/papers\/[a-z0-9-]+)$/i;

/** Words between the items of a list. */
const BETWEEN = /^(?:and|or|&)$/i;

/** Finds the identifiers and links in a text that consists of nothing else but "and" between them; none in words. */
export function pastedIn(text: string): Pasted[] {
  const tokens = text
    .replace(/\b(arxiv|doi):\s+/gi, "$1:")
    .split(/\s+/)
    .map((token) => token.replace(/[,;]+$/, ""))
    .filter((token) => token !== "" && !BETWEEN.test(token));
  const pasted = tokens.flatMap((token): Pasted[] => {
    if (valueIn(token, "arxiv")) return [{ text: token, kind: "arXiv ID" }];
    if (valueIn(token, "doi")) return [{ text: token, kind: "DOI" }];
    return LINK.test(token) ? [{ text: token, kind: "link" }] : [];
  });
  return pasted.length === tokens.length ? pasted : [];
}

import { type Part, readYears, type Term } from "@/server/papers/search/language/rules";
import { listChoices } from "@/server/platform/text/words";

/** Says what a condition of a search asks for, as in "since 2023". */
export function conditionInWords(term: Term): string {
  if (term.kind === "either") return listChoices(term.parts.map(conditionInWords));
  const words = inWords(term.kind, term.text);
  return term.not ? `not ${words}` : words;
}

function inWords(kind: Part["kind"], text: string): string {
  switch (kind) {
    case "word":
    case "phrase":
      return `“${text}”`;
    case "author":
      return `by ${text}`;
    case "title":
      return `“${text}” in the title`;
    case "topic":
      return `about ${text}`;
    case "venue":
      return `published in ${text}`;
    case "has":
      return "with a discussion";
    case "in":
      return `in the group ${text}`;
    case "read":
      return `read by the group ${text}`;
    case "year":
      return yearsInWords(text);
  }
}

function yearsInWords(text: string): string {
  const { from, to } = readYears(text) ?? { from: null, to: null };
  if (from === to) return `from ${from}`;
  if (to === null) return `since ${from}`;
  return from === null ? `until ${to}` : `from ${from} to ${to}`;
}

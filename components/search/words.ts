import {
  OPERATORS,
  type Operator,
  type Part,
  readQuestion,
  readYears,
  type Term,
} from "@/server/papers/search/language/rules";
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

/** Says for an operator which text has to follow it. */
const WANTED: Partial<Record<Operator, string>> = {
  year: "“year:” takes years, such as year:2023, year:2023.. or year:2021..2023",
  has: "“has:” takes only has:discussion",
  in: "“in:” takes the last part of a group’s address, such as in:friday-lunch",
  read: "“read:” takes the last part of a group’s address, such as read:friday-lunch",
};

/** Says why a piece of a search that looks like an operator was read as words. @param known the operators of this search */
export function misreadInWords(piece: string, known: readonly Operator[]): string {
  const [, name = "", value = ""] = /^[-−]*(\p{L}+):(.*)$/u.exec(piece) ?? [];
  const operator = OPERATORS.find((one) => one === name.toLowerCase());
  if (!operator) return `“${piece}” is no operator here, so it was read as words.`;
  if (!known.includes(operator))
    return `“${operator}:” works only in a search for papers, so “${piece}” was read as words.`;
  if (value.trim() === "")
    return `Nothing follows “${operator}:”. Write what you mean right after it, without a blank.`;
  const wanted = readQuestion(piece).misread.length > 0 && WANTED[operator];
  return wanted
    ? `${wanted}. “${piece}” was read as words.`
    : `A search takes only so many conditions. “${piece}” was read as words.`;
}

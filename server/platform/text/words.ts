const ORDINAL_RULES = new Intl.PluralRules("en", { type: "ordinal" });
const SUFFIXES: Record<Intl.LDMLPluralRule, string> = {
  zero: "th",
  one: "st",
  two: "nd",
  few: "rd",
  many: "th",
  other: "th",
};

/** "1st", "2nd", "11th", "21st". */
export function ordinal(place: number): string {
  return `${place}${SUFFIXES[ORDINAL_RULES.select(place)]}`;
}

const PLURAL_RULES = new Intl.PluralRules("en");

/** "vote" or "votes", "has" or "have". @param several the form for all numbers but one */
export function pluralOf(count: number, one: string, several = `${one}s`): string {
  return PLURAL_RULES.select(count) === "one" ? one : several;
}

const NUMBERS = new Intl.NumberFormat("en-GB");

/** "12", "1,200". */
export function numberWithCommas(value: number): string {
  return NUMBERS.format(value);
}

/** "1 vote", "1,200 votes", "2 replies". */
export function countInWords(count: number, one: string, several?: string): string {
  return `${numberWithCommas(count)} ${pluralOf(count, one, several)}`;
}

const LIST = new Intl.ListFormat("en-GB");

/** "Ada", "Ada and Béla", "Ada, Béla and Chen". */
export function listInWords(names: Iterable<string>): string {
  return LIST.format(names);
}

const CHOICE = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** "Ada", "Ada or Béla", "Ada, Béla or Chen". */
export function listChoices(names: Iterable<string>): string {
  return CHOICE.format(names);
}

/** "trending in A and B, and all of C": lists phrases that can themselves contain "and". */
export function listPhrases(phrases: readonly string[]): string {
  const parts = LIST.formatToParts(phrases);
  return parts.map(({ value }) => (value === " and " ? ", and " : value)).join("");
}

/** ISO weekdays: Monday is 1, so its name stands at 0. */
export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** The first lines of a text, cut at a word. A short text stays whole. @param most characters */
export function firstLines(text: string, most: number): string {
  const plain = text.replace(/\s+/g, " ").trim();
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most + 1);
  const space = cut.lastIndexOf(" ");
  // A very long word is cut at the limit, but never within a character.
  const kept =
    space > 0
      ? cut.slice(0, space)
      : cut
          .slice(0, most)
          .toWellFormed()
          .replace(/\uFFFD$/, "");
  return `${kept.replace(/[\s.,;:–—-]+$/, "")}…`;
}

/** Characters in a line of plain text. */
const WIDTH = 72;

/** Breaks a text between words, so that no line is longer than mail programs show. */
export function wrapLines(text: string): string {
  const lines: string[] = [];
  let rest = text.trim().replace(/\s+/g, " ");
  while (rest.length > WIDTH) {
    const last = rest.lastIndexOf(" ", WIDTH);
    const at = last > 0 ? last : rest.indexOf(" ");
    if (at < 0) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest].join("\n");
}

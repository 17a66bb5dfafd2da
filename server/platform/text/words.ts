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

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

const LIST = new Intl.ListFormat("en-GB");

/** "Ada", "Ada and Béla", "Ada, Béla and Chen". */
export function listInWords(names: Iterable<string>): string {
  return LIST.format(names);
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

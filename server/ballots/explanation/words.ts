import Fraction from "fraction.js";
import {
  countInWords,
  listInWords,
  numberWithCommas,
  pluralOf,
} from "@/server/platform/text/words";

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
/** The largest denominator for which a fraction is written out: 1/3, 5/12. */
const SMALL = 12n;

/** "one", "two", "12": a whole number inside a sentence. */
export function numberInWords(count: number): string {
  return WORDS[count] ?? numberWithCommas(count);
}

/** "One", "Two", "12": a whole number at the beginning of a sentence. */
export function capitalNumber(count: number): string {
  return numberInWords(count).replace(/^./, (letter) => letter.toUpperCase());
}

/** "one more member", "two more members". */
export function moreInWords(count: number, one: string): string {
  return `${numberInWords(count)} more ${pluralOf(count, one)}`;
}

/** "1 point", "2.5 points". */
export function amountWithUnit(count: number, one: string): string {
  return `${fractionInWords(new Fraction(count))} ${pluralOf(count, one)}`;
}

/** An exact number: 3, 3.5, 1 1/3; one with long digits is cut to three places and says so. */
export function fractionInWords(exact: Fraction): string {
  if (exact.lt(0)) return `−${fractionInWords(exact.neg())}`;
  const thousandths = exact.mul(1000);
  if (thousandths.d === 1n) return String(Number(thousandths.n) / 1000);
  if (exact.d > SMALL) return `about ${(Math.round(exact.mul(1000).valueOf()) / 1000).toString()}`;
  const whole = exact.floor();
  const rest = exact.sub(whole);
  const part = `${rest.n}/${rest.d}`;
  return whole.equals(0) ? part : `${whole.n} ${part}`;
}

/** “A”, “B” and “C”; a long list ends with how many more there are. */
export function listTitles(names: readonly string[], most = 4): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const quoted = shown.map((name) => `“${name}”`);
  return listInWords(rest > 0 ? [...quoted, countInWords(rest, "other")] : quoted);
}

import type { SentEmailMatcher } from "./sent";
import { ADDRESS, ADDRESSES, COLON, DAY, MOMENT } from "./shapes";

/** Most lines into which a program may fold one sentence. */
const FOLDED = 4;
/** Characters of a line that may belong to such a sentence. */
const LONGEST_SENTENCE = 400;
/** The fewest characters of a folded line. Programs fold at 70 or more, before the word that no longer fits. */
const SHORTEST_FOLDED = 40;

/** A sentence by which a program introduces a quotation. */
export interface LeadIn {
  from: number;
  to: number;
  /** Whether only a program writes like this: with day and time, or day and address. */
  sure: boolean;
  /** Whether it names this site or the author of one of our emails. */
  ours: boolean;
}

/** "On Mon, 2 Nov 2026 15:04:05 +0000", above a line with the name, as Claws writes it. */
const ENDS_IN_TIME = /\p{Nd}:\p{Nd}{2}(?: [+-]\p{Nd}{4})?,?$/u;

/** Finds the first line of a folded sentence whose date is further up. Programs fold only long lines. */
function findFoldedStart(lines: readonly string[], last: number, stop: number): number {
  let words = lines[last] ?? "";
  for (let from = last - 1; from > stop && from > last - FOLDED; from--) {
    const line = lines[from] ?? "";
    const isFolded =
      line.length >= SHORTEST_FOLDED || /[<(]$/.test(line) || ENDS_IN_TIME.test(line);
    if (line.length > LONGEST_SENTENCE) break;
    if (!isFolded || /[.!?:;。！？]$/.test(line)) break;
    words = `${line} ${words}`;
    if (DAY.test(words.replace(ADDRESSES, "@"))) return from;
  }
  return last;
}

/** Forms that no program writes: "2026-11-02 15:04 ERROR: failed:", "From the abstract (12/06/2017, 17:57):". */
const IN_PROSE = /[)\]]\s?[:：]$|\p{L}[:：]\s/u;

/** `---- On Monday Ada wrote ----`, and GroupWise's `>>> Ada 11/2/2026 3:04 PM >>>`. */
const BETWEEN_SIGNS = /^[\u2010-\u2015-]{2,}.*[\u2010-\u2015-]{2,}$|^>{2,3} .*[^>] ?>{2,3}$/;

/** Whether a line is a lead-in between marks of quotation. */
export function isBetweenSigns(line: string): boolean {
  return (
    line.startsWith(">") &&
    line.length <= LONGEST_SENTENCE &&
    BETWEEN_SIGNS.test(line) &&
    (ADDRESS.test(line) || MOMENT.test(line))
  );
}

/**
 * Finds the lead-in that ends in line `to`, and may be folded; null if there is none.
 * @param leads whether a quotation follows, so that a colon is not needed
 */
export function findLeadIn(
  lines: readonly string[],
  to: number,
  known: SentEmailMatcher,
  stop: number,
  leads: boolean,
): LeadIn | null {
  const last = lines[to] ?? "";
  if (last.length > LONGEST_SENTENCE) return null;
  const ends = COLON.test(last) || BETWEEN_SIGNS.test(last);
  if (!ends && !leads) return null;
  let weak: LeadIn | null = null;
  let words = "";
  for (let from = to; from > stop && from > to - FOLDED; from--) {
    const line = lines[from] ?? "";
    if (line === "") break;
    words = `${line} ${words}`;
    if (words.length > 500) break;
    // Digits within an address are not a date.
    const withoutAddresses = words.replace(ADDRESSES, "@");
    const day = DAY.test(withoutAddresses);
    const address = ADDRESS.test(words);
    const ours = known.namesUs(words);
    if (!ends && !(MOMENT.test(withoutAddresses) && address)) continue;
    const isKnown = address || ours || known.namesAuthor(words);
    const moment = MOMENT.test(withoutAddresses) && (isKnown || !IN_PROSE.test(words.trim()));
    if (moment || (day && (address || ours)) || (ours && address)) {
      const first = day ? from : findFoldedStart(lines, from, stop);
      // In "… <colloquy@example.org> del dia 2 de nov." the name is in the line before.
      const named = !address && first > stop + 1 && known.namesUs(lines[first - 1] ?? "");
      const isOurs = ours || named || known.namesAuthor(words);
      return { from: named ? first - 1 : first, to, sure: true, ours: isOurs };
    }
    if (!weak && (address || day || known.namesAuthor(words))) {
      weak = { from, to, sure: false, ours: ours || known.namesAuthor(words) };
    }
  }
  return weak;
}

import { diffLines } from "diff";
import { countInWords, pluralOf, WEEKDAYS } from "@/server/platform/text/words";

export const TEXT_TITLES = { agenda: "Agenda", notes: "Notes" } as const;

/** "every week", "every other week", "every 3 weeks". */
export function everyInWords(weeks: number): string {
  if (weeks === 1) return "every week";
  return weeks === 2 ? "every other week" : `every ${weeks} weeks`;
}

/** "Thursday at 17:00, every other week". */
export function slotInWords(slot: { everyWeeks: number; weekday: number; time: string }): string {
  return `${WEEKDAYS[slot.weekday - 1]} at ${slot.time}, ${everyInWords(slot.everyWeeks)}`;
}

/** "3 of 7 have read it", "Nobody has read it yet". */
export function readersInWords({ count, members }: { count: number; members: number }): string {
  if (count === 0) return "Nobody has read it yet";
  return `${count} of ${members} ${pluralOf(count, "has", "have")} read it`;
}

/** "45 minutes", "an hour", "1 hour 30 minutes". */
export function lengthInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return countInWords(rest, "minute");
  const first = countInWords(hours, "hour");
  return rest === 0 ? first : `${first} ${countInWords(rest, "minute")}`;
}

/** A calendar day (YYYY-MM-DD) in words; it is the same day wherever it is read. */
export function dayInWords(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "medium" }).format(
    new Date(day),
  );
}

/** Lines that may differ before the comparison is given up: its time grows with their square. */
const MOST_CHANGES = 500;

/**
 * Lists the lines of a text, and marks those that another text lacks at that place: a line that moved, or that the
 * other text has fewer times, is marked. Spaces around a line do not count. Texts with next to nothing in common
 * have all lines marked.
 */
export function linesAgainst(text: string, other: string): { line: string; only: boolean }[] {
  // Every line ends with a newline, or the last would differ from the same line followed by another.
  const parts = diffLines(`${other}\n`, `${text}\n`, {
    ignoreWhitespace: true,
    maxEditLength: MOST_CHANGES,
  });
  const only = parts?.flatMap(({ added, removed, count }) =>
    removed ? [] : Array<boolean>(count).fill(added),
  );
  return text.split("\n").map((line, at) => {
    return { line, only: line.trim() !== "" && (only?.[at] ?? true) };
  });
}

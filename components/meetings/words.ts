import { diffLines } from "diff";
import { WEEKDAYS } from "@/components/ballots/rhythm/words";
import { countInWords } from "@/components/papers/words";

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

/**
 * Lists the lines of a text, with whether another text lacks them there. A line that moved, or stands more often
 * than in the other, is marked; blanks around a line do not count.
 */
export function linesAgainst(text: string, other: string): { line: string; only: boolean }[] {
  const lines = text.split("\n");
  // Every line ends with a newline, or the last would differ from the same line followed by another.
  const parts = diffLines(`${other}\n`, `${text}\n`, { ignoreWhitespace: true });
  const only = parts.flatMap(({ added, removed, count }) =>
    removed ? [] : Array<boolean>(count).fill(added),
  );
  return lines.map((line, at) => ({ line, only: line.trim() !== "" && only[at] === true }));
}

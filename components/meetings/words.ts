import { countInWords } from "@/components/papers/words";
import { WEEKDAYS } from "@/server/platform/text/words";

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

/** What is to be read on both sides of two texts: each line of the one, and whether the other has it. */
export function linesAgainst(text: string, other: string): { line: string; only: boolean }[] {
  const there = new Set(other.split("\n").map((line) => line.trim()));
  return text.split("\n").map((line) => {
    return { line, only: line.trim() !== "" && !there.has(line.trim()) };
  });
}

import { WEEKDAYS } from "@/server/platform/text/words";

interface Times {
  everyWeeks: number;
  /** ISO weekdays, 1 (Monday) to 7. */
  opensOn: number;
  opensTime: string;
  closesOn: number;
  closesTime: string;
}

/** "Opens Friday 17:00, closes Monday 09:00, every week". */
export function rhythmInWords(times: Times): string {
  const { everyWeeks, opensOn, opensTime, closesOn, closesTime } = times;
  const every = everyWeeks === 1 ? "every week" : `every ${everyWeeks} weeks`;
  return `Opens ${dayName(opensOn)} ${opensTime}, closes ${dayName(closesOn)} ${closesTime}, ${every}`;
}

function dayName(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? "";
}

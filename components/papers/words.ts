import { formatsOf } from "@/components/ui/times/formats";
import { listInWords } from "@/server/platform/text/words";

/** "Ada, Bo and 3 more": the first few authors in words. @param count the number of all authors */
export function authorsInWords(first: readonly string[], count: number, most = 3): string {
  const shown = count - most === 1 && first.length > most ? most + 1 : most;
  const names = first.slice(0, shown);
  const more = count - names.length;
  return listInWords(more > 0 ? [...names, `${more} more`] : names);
}

const yearIn = formatsOf({ year: "numeric" });
const monthIn = formatsOf({ year: "numeric", month: "short" });
const dayIn = formatsOf({ year: "numeric", month: "short", day: "numeric" });

/** Says the month of a day: "May 2022", or its year if no more is known. @param day a date in UTC */
export function monthInWords(day: Date | string, precision: "year" | "month" | "day"): string {
  const format = precision === "year" ? yearIn : monthIn;
  return format("UTC").format(new Date(day));
}

/** Says a date as exactly as it is known: "2022", "May 2022" or "17 May 2022". @param date such as "2022-05" */
export function dateInWords(date: string): string {
  if (date.length <= 7) return monthInWords(date, date.length > 4 ? "month" : "year");
  return dayIn("UTC").format(new Date(date));
}

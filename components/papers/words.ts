import { listInWords } from "@/server/platform/text/words";

/** "Ada, Bo and 3 more": the first few authors in words. @param count the number of all authors */
export function authorsInWords(first: readonly string[], count: number, most = 3): string {
  const shown = count - most === 1 && first.length > most ? most + 1 : most;
  const names = first.slice(0, shown);
  const more = count - names.length;
  return listInWords(more > 0 ? [...names, `${more} more`] : names);
}

/** Says the month of a day: "May 2022", or its year if no more is known. @param day a date in UTC */
export function monthInWords(day: Date | string, precision: "year" | "month" | "day"): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    ...(precision === "year" ? {} : { month: "short" }),
  });
  return format.format(new Date(day));
}

/** Says a date as exactly as it is known: "2022", "May 2022" or "17 May 2022". @param date such as "2022-05" */
export function dateInWords(date: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    ...(date.length > 4 ? { month: "short" } : {}),
    ...(date.length > 7 ? { day: "numeric" } : {}),
  });
  return format.format(new Date(date));
}

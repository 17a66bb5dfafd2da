import { listInWords } from "@/server/platform/text/words";

/** "Ada, Bo and 3 more": the first few authors in words. @param count the number of all authors */
export function authorsInWords(first: readonly string[], count: number, most = 3): string {
  const shown = count - most === 1 && first.length > most ? most + 1 : most;
  const names = first.slice(0, shown);
  const more = count - names.length;
  return listInWords(more > 0 ? [...names, `${more} more`] : names);
}

/** Says the month of a day: "May 2022". @param day a date in UTC */
export function monthInWords(day: Date | string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    month: "short",
    year: "numeric",
  });
  return format.format(new Date(day));
}

/** The known part of a date: its year, its month as well, or the day. */
export type DatePrecision = "year" | "month" | "day";

const LENGTHS: Record<DatePrecision, number> = { year: 4, month: 7, day: 10 };

/** The columns that hold a date: the first day of what is known, and how much of it is known. */
export interface DateColumns {
  publishedOn: Date | null;
  publishedPrecision: DatePrecision;
}

/** Whether a text is a date such as "2024", "2024-05" or "2024-05-17". */
export function isDate(text: string): boolean {
  if (!/^\d{4}(?:-\d{2}){0,2}$/.test(text)) return false;
  const { publishedOn } = columnsOfDate(text);
  // 30 February becomes another date when it is parsed.
  const isReal = publishedOn !== null && !Number.isNaN(publishedOn.getTime());
  return isReal && publishedOn.toISOString().startsWith(text);
}

/** Makes the columns of a date such as "2024-05"; an empty one is not known. */
export function columnsOfDate(date: string): DateColumns {
  if (date === "") return { publishedOn: null, publishedPrecision: "day" };
  const [year = "", month = "01", day = "01"] = date.split("-");
  return {
    publishedOn: new Date(`${year}-${month}-${day}T00:00:00Z`),
    publishedPrecision: date.length === 4 ? "year" : date.length === 7 ? "month" : "day",
  };
}

/** Writes a date from its columns as exactly as it is known: "2024", "2024-05" or "2024-05-17"; empty if it is not. */
export function dateInColumns({ publishedOn, publishedPrecision }: DateColumns): string {
  return publishedOn?.toISOString().slice(0, LENGTHS[publishedPrecision]) ?? "";
}

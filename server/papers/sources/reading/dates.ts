// Dates as exactly as a source knows them: "2024", "2024-05" or "2024-05-17".

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

const padded = (value: number) => String(value).padStart(2, "0");

/** The number of a month that is written as a number or as an English name; null if it is neither. */
export function monthOf(text: string): number | null {
  const number = /^\d{1,2}$/.test(text)
    ? Number(text)
    : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
  return number >= 1 && number <= 12 ? number : null;
}

/** Writes a date from its parts. A part that is missing or impossible ends it; without a year there is none. */
export function dateOfParts(parts: readonly unknown[]): string | null {
  const [year, month, day] = parts.map((part) =>
    part === null || part === "" ? NaN : Number(part),
  );
  if (year === undefined || !(year >= 1000 && year <= 9999)) return null;
  if (month === undefined || !(month >= 1 && month <= 12)) return String(year);
  const upToMonth = `${year}-${padded(month)}`;
  if (day === undefined || !(day >= 1)) return upToMonth;
  const date = `${upToMonth}-${padded(day)}`;
  return isRealDay(date) ? date : upToMonth;
}

/** Whether a month has such a day: 30 February becomes another date when it is parsed. */
function isRealDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** Reads the date at the start of a text in ISO form; null if there is none. */
export function dateOf(text: string | null | undefined): string | null {
  const [, year, month, day] = /^\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text ?? "") ?? [];
  return year ? dateOfParts([year, month, day]) : null;
}

/** Drops the month and day of sources that write the first of January where they know the year only. */
export function withoutInventedDay(date: string | null): string | null {
  return date?.endsWith("-01-01") ? date.slice(0, 4) : date;
}

/** Makes a date more exact by another one that agrees with it. */
export function moreExactDate(
  date: string | null,
  others: readonly (string | null)[],
): string | null {
  return others.reduce<string | null>((best, other) => {
    if (other === null) return best;
    if (best === null) return other;
    return other.length > best.length && other.startsWith(best) ? other : best;
  }, date);
}

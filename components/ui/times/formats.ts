/** Most time zones whose formats are kept: one takes some 20 kB in the memory. */
const MOST_ZONES = 50;

/**
 * Makes formats of dates (English, as in Britain), one for each time zone, and keeps them: to make one takes a hundred times
 * as long as to use it, and a thread shows a date with each comment.
 * @param options what the format shows; @returns the format of an IANA time zone
 */
export function formatsOf(
  options: Omit<Intl.DateTimeFormatOptions, "timeZone">,
): (timeZone: string) => Intl.DateTimeFormat {
  const kept = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    const format = kept.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
    // The zones that were used last stay.
    kept.delete(timeZone);
    kept.set(timeZone, format);
    if (kept.size > MOST_ZONES) kept.delete(kept.keys().next().value as string);
    return format;
  };
}

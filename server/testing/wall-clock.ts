/** A period in which the clocks of a zone keep one offset from UTC, in milliseconds. */
export interface Stretch {
  /** The first instant of the period, and the first one after it. */
  begins: number;
  ends: number;
  offset: number;
}

/** No zone has ever changed its clocks twice within three days. */
const STEP = 3 * 24 * 3_600_000;

/**
 * Lists the periods of a zone's clocks from one instant to another, by looking at the platform's own formatter
 * and without the library that the rules use.
 */
export function clockOf(timeZone: string, from: number, to: number): Stretch[] {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsetAt = (instant: number) => {
    const part = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
    const { year, month, day, hour, minute, second } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  };
  const stretches: Stretch[] = [];
  let [begins, offset] = [from, offsetAt(from)];
  for (let at = from; at < to; at += STEP) {
    const later = offsetAt(at + STEP);
    if (later === offset) continue;
    let [before, after] = [at, at + STEP];
    while (after - before > 1000) {
      const middle = Math.floor((before + after) / 2000) * 1000;
      if (offsetAt(middle) === offset) before = middle;
      else after = middle;
    }
    stretches.push({ begins, ends: after, offset });
    [begins, offset] = [after, later];
  }
  return [...stretches, { begins, ends: to + STEP, offset }];
}

/**
 * Finds when clocks show a time, which is given as if it were UTC. If they show it twice, the first time is meant;
 * if they skip it, the instant at which they would have shown it without the skip.
 */
export function shownAt(stretches: readonly Stretch[], wall: number): number {
  const instants = stretches.flatMap(({ begins, ends, offset }) => {
    const instant = wall - offset;
    return begins <= instant && instant < ends ? [instant] : [];
  });
  if (instants.length > 0) return Math.min(...instants);
  const jump = stretches.findIndex(
    ({ ends, offset }, index) =>
      ends + offset <= wall && wall < ends + (stretches[index + 1]?.offset ?? Number.NaN),
  );
  return wall - (stretches[jump]?.offset ?? Number.NaN);
}

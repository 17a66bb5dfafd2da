import { nice, ticks } from "d3-array";

/** A numeric axis: its ends, and the numbers along it, in the unit of the values. */
export interface Axis {
  from: number;
  to: number;
  ticks: number[];
}

interface AxisOptions {
  /** About how many numbers stand along it. */
  count?: number;
  /** Whether only whole numbers make sense, as for counts. */
  whole?: boolean;
}

/** Chooses round numbers for an axis that shows these values, and zero. */
export function axisOf(
  values: readonly number[],
  { count = 4, whole = false }: AxisOptions = {},
): Axis {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const [from, to] = nice(least, most > least ? most : least + 1, count);
  const all = ticks(from, to, count);
  return { from, to, ticks: whole ? all.filter(Number.isInteger) : all };
}

/** Where a value stands on an axis, in percent of its length. */
export function percentOn({ from, to }: Pick<Axis, "from" | "to">, value: number): number {
  return (100 * (value - from)) / (to - from);
}

/** Chooses which labels of a row are shown, evenly, so that at most so many are. */
export function shownLabels(labels: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(labels / most));
  return Array.from({ length: Math.ceil(labels / step) }, (_, at) => at * step);
}

/** Formats a day of an axis, such as "24 Nov". @param day YYYY-MM-DD */
export function shortDay(day: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
  });
  return format.format(new Date(day));
}

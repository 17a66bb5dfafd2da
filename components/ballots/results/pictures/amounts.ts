/** A number as it stands in a table: whole, or with at most two places. */
export function shortNumber(value: number): string {
  return String(Math.round(value * 100) / 100).replace("-", "−");
}

/** A title that fits a picture. */
export function shortTitle(title: string, most: number): string {
  if (title.length <= most) return title;
  return `${title.slice(0, most - 1).trimEnd()}…`;
}

interface Ranked {
  ranking: readonly (readonly string[])[];
}

/** Places from 1 by candidate; level ones have the same, and leave the next ones out. */
export function placesOf({ ranking }: Ranked): Map<string, number> {
  let place = 1;
  const places = new Map<string, number>();
  for (const tier of ranking) {
    for (const candidate of tier) places.set(candidate, place);
    place += tier.length;
  }
  return places;
}

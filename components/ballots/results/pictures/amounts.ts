/** A number for a table: whole, or with at most two decimals. */
export function shortNumber(value: number): string {
  return String(Math.round(value * 100) / 100).replace("-", "−");
}

/** A title cut to fit a picture. */
export function shortTitle(title: string, most: number): string {
  if (title.length <= most) return title;
  return `${title.slice(0, most - 1).trimEnd()}…`;
}

interface Ranked {
  ranking: readonly (readonly string[])[];
}

/** Places from 1 by candidate. Tied candidates share a place, and the next ones are skipped. */
export function placesOf({ ranking }: Ranked): Map<string, number> {
  let place = 1;
  const places = new Map<string, number>();
  for (const tier of ranking) {
    for (const candidate of tier) places.set(candidate, place);
    place += tier.length;
  }
  return places;
}

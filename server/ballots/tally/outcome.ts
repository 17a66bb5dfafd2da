import type { Cast } from "./cast";

/** The part of a result that every one-round rule has. */
export interface Outcome {
  /** Non-empty votes, and empty ones. */
  voters: number;
  abstentions: number;
  /** The first of `tied`; null if nobody voted. */
  winner: string | null;
  /** Candidates that the rule itself puts first, in tie order; empty if nobody voted. */
  tied: string[];
  /** Tiers, each in tie order; one tier of all if nobody voted. */
  ranking: string[][];
}

/** One number per candidate. */
export type Numbers = Record<string, number>;

/** @param tiers from best to worst, each in tie order; the first is what the rule puts first */
export function outcome(cast: Cast<unknown>, tiers: readonly number[][]): Outcome {
  const { candidates, voters, abstentions } = cast;
  const all = candidates.map((_, place) => place);
  const counted = voters > 0 ? tiers : [all].filter((tier) => tier.length > 0);
  const ranking = counted.map((tier) => namesOf(candidates, tier));
  const tied = voters > 0 ? [...(ranking[0] ?? [])] : [];
  return { voters, abstentions, winner: tied[0] ?? null, tied, ranking };
}

/** The names at some places. */
export function namesOf(candidates: readonly string[], places: readonly number[]): string[] {
  return places.map((place) => nameOf(candidates, place));
}

export function nameOf(candidates: readonly string[], place: number): string {
  const name = candidates[place];
  if (name === undefined) throw new RangeError(`There is no candidate ${place}.`);
  return name;
}

/** Makes a table by candidate. Any name is safe, even `__proto__`. */
export function byName<Value>(
  candidates: readonly string[],
  places: readonly number[],
  value: (place: number) => Value,
): Record<string, Value> {
  return Object.fromEntries(places.map((place) => [nameOf(candidates, place), value(place)]));
}

/**
 * Makes tiers by repeatedly taking the candidates that no remaining candidate stands above.
 * @throws RangeError if some stand above each other in a circle
 */
export function takeTopTiers(size: number, above: (x: number, y: number) => boolean): number[][] {
  const tiers: number[][] = [];
  let left = Array.from({ length: size }, (_, place) => place);
  while (left.length > 0) {
    const top = left.filter((y) => !left.some((x) => above(x, y)));
    if (top.length === 0)
      throw new RangeError("These candidates stand above each other in a circle.");
    tiers.push(top);
    left = left.filter((place) => !top.includes(place));
  }
  return tiers;
}

/** Makes tiers of some candidates by their numbers, the highest first; each tier keeps the order given. */
export function tiersBy(
  places: readonly number[],
  compare: (x: number, y: number) => number,
): number[][] {
  const tiers: number[][] = [];
  let before: number | null = null;
  for (const place of places.toSorted((x, y) => compare(y, x))) {
    if (before !== null && compare(before, place) === 0) tiers.at(-1)?.push(place);
    else tiers.push([place]);
    before = place;
  }
  return tiers;
}

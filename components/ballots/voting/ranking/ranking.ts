/** Papers in order of preference: tiers from best to worst. */
export type Ranking = readonly (readonly string[])[];

/** A place to drop a paper: on another one, or between two. `null` is the line above the unranked ones. */
export interface Spot {
  at: string | null;
  position: "before" | "on" | "after";
}

/** Lists the candidates that a ranking does not name, in the order of the ballot. */
export function listUnranked(candidates: readonly string[], ranking: Ranking): string[] {
  const ranked = new Set(ranking.flat());
  return candidates.filter((id) => !ranked.has(id));
}

/** The tier of a candidate from 0, or -1 if it is not ranked. */
export function tierOf(ranking: Ranking, id: string): number {
  return ranking.findIndex((tier) => tier.includes(id));
}

/** Takes a candidate out of a ranking. */
export function removeCandidate(ranking: Ranking, id: string): string[][] {
  return ranking.map((tier) => tier.filter((other) => other !== id)).filter(({ length }) => length);
}

/** Moves a candidate to a tier of its own, before all others. */
export function moveFirst(ranking: Ranking, id: string): string[][] {
  return [[id], ...removeCandidate(ranking, id)];
}

/** Moves a candidate to a tier of its own, behind all ranked ones. */
export function moveLast(ranking: Ranking, id: string): string[][] {
  return [...removeCandidate(ranking, id), [id]];
}

/** Moves a candidate one step up: out of a tie, past the tier above, or into the ranking as its last. */
export function moveUp(ranking: Ranking, id: string): string[][] {
  const tier = tierOf(ranking, id);
  if (tier < 0) return moveLast(ranking, id);
  const tied = (ranking[tier]?.length ?? 0) > 1;
  return removeCandidate(ranking, id).toSpliced(tied ? tier : Math.max(0, tier - 1), 0, [id]);
}

/** Moves a candidate one step down: out of a tie, or past the tier below. The last one stays. */
export function moveDown(ranking: Ranking, id: string): string[][] {
  const tier = tierOf(ranking, id);
  const rest = removeCandidate(ranking, id);
  if (tier < 0) return rest;
  return rest.toSpliced(tier + 1, 0, [id]);
}

/** Ties a candidate with another one; with an unranked one it leaves the ranking. */
export function tieWith(ranking: Ranking, id: string, other: string): string[][] {
  if (id === other) return ranking.map((tier) => [...tier]);
  return removeCandidate(ranking, id).map((tier) => (tier.includes(other) ? [...tier, id] : tier));
}

/** Ties a candidate with the tier above it, or, if unranked, with the last tier. */
export function tieWithAbove(ranking: Ranking, id: string): string[][] {
  const tier = tierOf(ranking, id);
  const above = tier < 0 ? ranking.at(-1) : ranking[tier - 1];
  return above?.[0] === undefined ? moveLast(ranking, id) : tieWith(ranking, id, above[0]);
}

/** Moves a candidate to where it was dropped. Between two of one tier it joins them. */
export function dropAt(ranking: Ranking, id: string, { at, position }: Spot): string[][] {
  if (id === at) return ranking.map((tier) => [...tier]);
  if (at === null)
    return position === "before" ? moveLast(ranking, id) : removeCandidate(ranking, id);
  if (position === "on") return tieWith(ranking, id, at);
  const rest = removeCandidate(ranking, id);
  const tier = tierOf(rest, at);
  const mates = rest[tier];
  if (!mates) return rest;
  const place = mates.indexOf(at) + (position === "after" ? 1 : 0);
  if (place === 0) return rest.toSpliced(tier, 0, [id]);
  if (place === mates.length) return rest.toSpliced(tier + 1, 0, [id]);
  return rest.with(tier, mates.toSpliced(place, 0, id));
}

/** The place of each ranked candidate from 1; after two on one place the next is skipped. */
export function placesOf(ranking: Ranking): Map<string, { place: number; tied: boolean }> {
  const places = new Map<string, { place: number; tied: boolean }>();
  for (const tier of ranking) {
    const place = places.size + 1;
    for (const id of tier) places.set(id, { place, tied: tier.length > 1 });
  }
  return places;
}

/** Whether two rankings mean the same: within a place the order does not count. */
export function isSameRanking(one: Ranking, other: Ranking): boolean {
  const inOrder = (ranking: Ranking) => JSON.stringify(ranking.map((tier) => tier.toSorted()));
  return inOrder(one) === inOrder(other);
}

/**
 * The rankings that one candidate can be moved through with arrow keys, from the first place to unranked: each place of its
 * own, and between two of them the place that it would share.
 */
export function stopsOf(ranking: Ranking, id: string): string[][][] {
  const rest = removeCandidate(ranking, id);
  const stops = rest.flatMap((tier, at) => [
    rest.toSpliced(at, 0, [id]),
    rest.with(at, [...tier, id]),
  ]);
  return [...stops, [...rest, [id]], rest];
}

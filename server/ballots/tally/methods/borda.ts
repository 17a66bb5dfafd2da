import { castRankings } from "../cast";
import type { RankedElection } from "../election";
import { type PointsResult, pointsResult, zeroPoints } from "../points";
import { eachOf, type Slices } from "../slices";

/**
 * Borda count: on each vote a candidate gets a point for every candidate it is ranked above, and half a point for
 * every candidate it is tied with. Candidates that are not named are tied at the end. (Borda,
 * _Mémoire sur les élections au scrutin_, 1781; with ties: Black, _Partial justification of the
 * Borda count_, Public Choice 28, 1976.) Points are counted in halves.
 */
export function* borda(election: RankedElection): Slices<PointsResult> {
  const cast = yield* castRankings(election);
  const points = zeroPoints(cast);
  const size = cast.candidates.length;
  yield* eachOf(cast.votes, ({ order, ends, count }) => {
    const give = (tier: Iterable<number>, length: number, below: number) => {
      const halves = BigInt(2 * below + length - 1) * BigInt(count);
      for (const place of tier) points[place] = (points[place] ?? 0n) + halves;
    };
    let from = 0;
    for (const end of ends) {
      give(order.subarray(from, end), end - from, size - end);
      from = end;
    }
    if (from < size) give(unnamed(size, order), size - from, 0);
  });
  return pointsResult("borda", cast, points, 2n);
}

function unnamed(size: number, order: Uint32Array): number[] {
  const named = new Set(order);
  return Array.from({ length: size }, (_, place) => place).filter((place) => !named.has(place));
}

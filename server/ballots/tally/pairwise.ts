import type { Cast, RankedVote } from "./cast";
import { byName, type Numbers } from "./outcome";
import { eachOf, type Slices } from "./slices";

/** A number for each ordered pair of candidates, one row after the other. */
export class Pairs {
  readonly size: number;
  readonly #cells: Float64Array;

  /** Doubles hold these counts exactly: there are at most 2^53 - 1 votes. */
  constructor(size: number, cells = new Float64Array(size * size)) {
    this.size = size;
    this.#cells = cells;
  }

  at(x: number, y: number): number {
    return this.#cells[x * this.size + y] ?? 0;
  }

  set(x: number, y: number, value: number): void {
    this.#cells[x * this.size + y] = value;
  }

  /** Converts the matrix to tables by name, without the diagonal. */
  named(candidates: readonly string[]): Record<string, Numbers> {
    const all = candidates.map((_, place) => place);
    const others = (x: number) => all.filter((y) => y !== x);
    return byName(candidates, all, (x) => byName(candidates, others(x), (y) => this.at(x, y)));
  }
}

/**
 * Counts the votes that rank x above y. A named candidate is above one that is not named. Two that are
 * tied, or both not named, count neither way. (Condorcet, _Essai sur l'application de l'analyse_, 1785.)
 */
export function* compareInPairs({ candidates, votes }: Cast<RankedVote>): Slices<Pairs> {
  const size = candidates.length;
  const cells = new Float64Array(size * size);
  const row = new Uint32Array(size);
  const named = new Uint8Array(size);
  yield* eachOf(votes, ({ order, ends, count }) => {
    // Goes through a vote's candidates from best to worst. Large elections spend their time in the inner loop.
    named.fill(0);
    row.set(order);
    for (const place of order) named[place] = 1;
    let filled = order.length;
    for (let place = 0; place < size; place++) if (!named[place]) row[filled++] = place;
    let from = 0;
    for (const below of ends) {
      for (; from < below; from++) {
        const start = (row[from] ?? 0) * size;
        for (let index = below; index < size; index++) {
          const cell = start + (row[index] ?? 0);
          cells[cell] = (cells[cell] ?? 0) + count;
        }
      }
    }
  });
  return new Pairs(size, cells);
}

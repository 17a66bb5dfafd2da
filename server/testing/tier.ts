import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Whether this run is `npm run test:long`. */
export const LONG = process.env.TEST_TIER === "long";

/**
 * Sets how much a test tries.
 * @param short in `npm test`, which always tries the same cases
 * @param long in `npm run test:long`, which draws new cases
 */
export function size(short: number, long: number): number {
  return LONG ? long : short;
}

/** Seed of every random choice of a run; `npm run test:long` draws one and prints it. */
export const SEED = Number(process.env.TEST_SEED || 20_261_128);

/** Makes a generator of numbers from 0 up to 1, the same ones for the same seed. */
export function drawer(seed: number = SEED): () => number {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** The command that repeats a file with the random choices of this run. */
export function commandToRepeat(file: string): string {
  return LONG ? `TEST_SEED=${SEED} npm run test:long -- ${file}` : `npm test -- ${file}`;
}

import { numberWithCommas } from "@/server/platform/text/words";

/** Measures something and says it, a line a measure. @returns whether it is as fast as promised */
export type Bench = (say: (line: string) => void) => Promise<boolean>;

/** Something that is done, and how often it is done in a second. */
export type Run = () => Promise<number>;

/** Rates of each run, and the ratio of the first to the others, turn by turn. */
interface Compared {
  rates: number[][];
  /** The first's part of the second's, of the third's, and so on. */
  ratios: number[][];
}

/**
 * Runs them in turns, so that what else the machine does meets them all. The first turn warms up and does not
 * count; every other turn goes backwards.
 */
export async function compareRates(turns: number, runs: readonly Run[]): Promise<Compared> {
  const rates: number[][] = runs.map(() => []);
  for (let turn = 0; turn <= turns; turn++) {
    const order = runs.map((_, at) => (turn % 2 === 0 ? at : runs.length - 1 - at));
    for (const at of order) {
      const rate = await runs[at]?.();
      if (turn > 0 && rate !== undefined) rates[at]?.push(rate);
    }
  }
  const [ours = [], ...others] = rates;
  const ratios = others.map((theirs) => ours.map((rate, turn) => rate / (theirs[turn] ?? 0)));
  return { rates, ratios };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** "0.71 (0.68 to 0.75 in 7 turns)". */
export function spread(ratios: readonly number[]): string {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  return `${median(ratios).toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)} in ${ratios.length} turns)`;
}

/** "1,234/s". */
export function perSecond(rate: number): string {
  return `${numberWithCommas(Math.round(rate))}/s`;
}

/**
 * Milliseconds of the processor's time that some work takes at its fastest of three: what else the machine
 * does meanwhile is not the work's.
 */
function fastest(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** A piece of work, with the most milliseconds of processor time that it may take. */
export interface Bounded {
  name: string;
  mostMs: number;
  work: () => void;
}

/** Says how long the slowest of some kind took, and each that took longer than it may. @returns whether none did */
export function checkBounds(
  say: (line: string) => void,
  kind: string,
  pieces: readonly Bounded[],
): boolean {
  const taken = pieces.map((piece) => ({ ...piece, ms: fastest(piece.work) }));
  const said = ({ name, ms, mostMs }: (typeof taken)[number]) =>
    `${name}: ${ms.toFixed(1)} ms, promised ${mostMs}`;
  const slowest = taken.toSorted((a, b) => b.ms / b.mostMs - a.ms / a.mostMs)[0];
  if (slowest) say(`${kind} (${taken.length}): the slowest is ${said(slowest)}`);
  const late = taken.filter(({ ms, mostMs }) => ms >= mostMs);
  for (const one of late) say(`too slow: ${said(one)}`);
  return late.length === 0;
}

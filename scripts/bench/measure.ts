import { numberWithCommas } from "@/server/platform/text/words";

/** A figure of a bench. */
export interface Result {
  name: string;
  value: number;
  unit: string;
  /** The limit in words: "at least 0.6". */
  asked: string;
  kept: boolean;
  /** Failed answers in all runs. A single one makes the figure worthless. */
  errors: number;
  /** The reason why there is no figure. */
  why?: string;
  /** Rates per second, milliseconds and bytes from which the figure was computed. */
  more?: Record<string, number>;
}

/** The figure of a case that broke: it counts as an error, and the other cases go on. */
export function broken(name: string, error: unknown): Result {
  const [why = ""] = String(error instanceof Error ? error.message : error).split("\n");
  return { name, value: Number.NaN, unit: "", asked: "", kept: false, errors: 1, why };
}

/** The choices of a run. */
interface Setting {
  world: "S" | "L";
  /** Adds a figure to the table and the JSON of the run. */
  report(result: Result): void;
}

/** Measures something and reports the figures. @param say prints a line about how they came about */
export type Bench = (say: (line: string) => void, setting: Setting) => Promise<void>;

/** Some work, and how often it is done per second. */
export type Run = () => Promise<number>;

/** The rates of each piece of work, and the ratios of the first to the others, turn by turn. */
interface Compared {
  rates: number[][];
  /** The ratio of the first rate to the second, to the third, and so on. */
  ratios: number[][];
}

/**
 * Runs all works in turns, so that other load of the machine affects them equally. The first turn warms up and does not
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
 * Measures the milliseconds of processor time that some work takes, as the fastest of three tries. Other load of the
 * machine does not count.
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

/** Some work, with the most milliseconds of processor time that it may take. */
export interface Bounded {
  name: string;
  mostMs: number;
  work: () => void;
}

/** Reports the work of a kind that comes closest to its limit, and each that exceeded it. */
export function checkBounds(
  report: (result: Result) => void,
  kind: string,
  pieces: readonly Bounded[],
): void {
  const shares = pieces
    .map(({ name, mostMs, work }) => {
      const value = fastest(work);
      return { name: `${kind}: ${name}`, value, mostMs, share: value / mostMs };
    })
    .toSorted((a, b) => b.share - a.share);
  for (const [at, { name, value, mostMs, share }] of shares.entries())
    if (at === 0 || share >= 1)
      report({
        name,
        value,
        unit: "ms",
        asked: `less than ${mostMs}`,
        kept: share < 1,
        errors: 0,
      });
}

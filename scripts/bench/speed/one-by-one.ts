import { type Bench, median } from "../measure";
import type { Call } from "./load";

/** How often each call is sent. Before, each is sent once more, which does not count. */
const TIMES = 5;

/** Times calls that read, one after the other, which is the time that one person waits. */
export async function timeCalls(
  site: string,
  name: string,
  calls: readonly Call[],
  mostMs: number,
  report: Parameters<Bench>[1]["report"],
): Promise<void> {
  const times: number[] = [];
  let errors = 0;
  for (let turn = 0; turn <= TIMES; turn++)
    for (const { path } of calls) {
      const began = performance.now();
      const answer = await fetch(`${site}${path}`);
      await answer.text();
      if (!answer.ok) errors++;
      if (turn > 0) times.push(performance.now() - began);
    }
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)] ?? Number.NaN;
  report({
    name: `${name}, 95th percentile`,
    value: p95,
    unit: "ms",
    asked: `at most ${mostMs}`,
    kept: p95 <= mostMs && errors === 0,
    errors,
    more: { p50: median(times) },
  });
}

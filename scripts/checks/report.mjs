// Reports a run of the checks: counts, times, and prints a summary at its end.
import { BUDGET } from "./budget.mjs";

const began = Date.now();
const total = { passed: 0, failed: 0 };
const stages = [];
const files = [];
/** Named once more at the end: a log may be kept by its last lines only. */
const failures = [];

const secondsSince = (start) => (Date.now() - start) / 1000;
const rounded = (seconds) => `${seconds.toFixed(1)} s`;

/** Times a stage, which counts by itself what it tests. @param work a function, perhaps async */
export async function stage(name, work) {
  const start = Date.now();
  console.log(`\n— ${name}`);
  const result = await work();
  stages.push({ name, seconds: secondsSince(start) });
  return result;
}

/** Runs a stage that is one check. @param work says, perhaps later, whether it is good */
export async function check(name, work) {
  const start = Date.now();
  const good = await stage(name, work);
  if (good) passed(1);
  else failed(name);
  console.log(`${good ? "✓" : "✗"} ${name} (${rounded(secondsSince(start))})`);
  return good;
}

export function passed(count) {
  total.passed += count;
}

/** @param what names it, with the reason in further lines */
export function failed(what) {
  total.failed += 1;
  failures.push(what);
}

/** Notes how long a test file took. */
export function timed(file, seconds) {
  files.push({ file, seconds });
}

/**
 * Says what failed and what took how long, and ends the process with the count as its last line.
 * @param repeat a line that says how the run is repeated
 */
export function finish(repeat) {
  for (const failure of failures) console.log(`\n✗ ${failure}`);
  if (failures.length > 0 && repeat) console.log(`\n${repeat}`);
  const slowest = files.sort((a, b) => b.seconds - a.seconds).slice(0, 10);
  if (slowest.length > 0) console.log("\nThe slowest files:");
  for (const { file, seconds } of slowest) console.log(`${rounded(seconds).padStart(9)}  ${file}`);
  stages.push({ name: "in all", seconds: secondsSince(began) });
  console.log("\nThe stages:");
  for (const { name, seconds } of stages) console.log(`${rounded(seconds).padStart(9)}  ${name}`);
  for (const { name, seconds } of stages) {
    const budget = BUDGET[name];
    if (process.env.TEST_TIER === "long" || budget === undefined || seconds <= budget) continue;
    console.log(
      `! ${name}: ${rounded(seconds)}, over its budget of ${budget} s (scripts/checks/budget.mjs)`,
    );
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

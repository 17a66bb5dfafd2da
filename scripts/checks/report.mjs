// Reports a run of the checks: counts, times, and prints a summary at its end.
import { BUDGET } from "./budget.mjs";

const began = Date.now();
const total = { passed: 0, failed: 0 };
const stages = [];
const files = [];
/** Failures to repeat at the end, because somebody may see only the last lines of a log. */
const failures = [];

const secondsSince = (start) => (Date.now() - start) / 1000;
const rounded = (seconds) => `${seconds.toFixed(1)} s`;

/** Times a stage that counts its own tests. @param work a function, perhaps async */
export async function stage(name, work) {
  const start = Date.now();
  console.log(`\n— ${name}`);
  const result = await work();
  stages.push({ name, seconds: secondsSince(start) });
  return result;
}

/** Runs a stage that is a single check. @param work returns whether it passes, perhaps as a promise */
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

/** Records a failure. @param what its name, with the reason in further lines */
export function failed(what) {
  total.failed += 1;
  failures.push(what);
}

/** Records how long a test file took. */
export function timed(file, seconds) {
  files.push({ file, seconds });
}

/**
 * Prints the failures and the times of all stages, and ends the process with the count as its last line.
 * @param repeat a line that says how to repeat the run
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

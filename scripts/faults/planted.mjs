// Plants small faults, one at a time, and runs the tests that ought to find each.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bin } from "../checks/tools.mjs";
import { makeCopy, removeCopy, runIn, stopRuns } from "./copy.mjs";
import { FAULTS } from "./faults.mjs";

const secondsSince = (start) => Math.round((Date.now() - start) / 1000);
const isJourney = (check) => check.startsWith("e2e/");
const isTest = (check) => check.endsWith(".test.ts");

/** Runs checks until one of them is red. @param file the file to lint */
async function runChecks(dir, checks, file) {
  const commands = [];
  const tests = checks.filter(isTest);
  const journeys = checks.filter(isJourney);
  if (checks.includes("lint")) {
    commands.push([bin("biome"), ["ci", "--error-on-warnings", ...(file ? [file] : [])]]);
  }
  if (checks.includes("types")) commands.push([bin("tsc"), ["--noEmit"]]);
  if (tests.length > 0) commands.push([bin("vitest"), ["run", "--bail=1", ...tests]]);
  if (journeys.length > 0) commands.push(["node", ["scripts/test.mjs", ...journeys]]);
  for (const [command, args] of commands) {
    const result = await runIn(dir, command, args);
    if (!result.good) return result;
  }
  return { good: true, said: "" };
}

/** @returns {string | null} the file with the fault in it; null if the original text is not in it exactly once */
function withFault(before, { find, replace }) {
  const pieces = before.split(find);
  return pieces.length === 2 ? pieces.join(replace) : null;
}

/** Generates the database client after a change of the schema. */
async function followSchema(dir, { file }) {
  if (file.startsWith("prisma/schema/")) await runIn(dir, "node", ["scripts/run.mjs", "db-client"]);
}

/** Plants a fault, runs the checks that must find it, and removes it. @returns whether it was found */
async function plant(dir, fault) {
  const { name, file, by } = fault;
  const path = join(dir, file);
  const before = readFileSync(path, "utf8");
  const after = withFault(before, fault);
  if (after === null) {
    console.log(
      `✗ CANNOT BE PLANTED: ${name}. Its text does not occur exactly once in ${file}: renew it.`,
    );
    return false;
  }
  const start = Date.now();
  writeFileSync(path, after);
  await followSchema(dir, fault);
  const { good } = await runChecks(dir, by, file);
  writeFileSync(path, before);
  await followSchema(dir, fault);
  const said = good ? `✗ NOT FOUND: ${name}, in ${file}` : `✓ found: ${name}`;
  console.log(`${said} (${by.join(", ")}, ${secondsSince(start)} s)`);
  return !good;
}

/** Runs the checks once without a fault, to see that they pass. */
async function areGreen(dir, faults) {
  const start = Date.now();
  const checks = [...new Set(faults.flatMap(({ by }) => by))];
  const { good, said } = await runChecks(dir, checks);
  if (good)
    console.log(`All tests that should find them pass without a fault (${secondsSince(start)} s).`);
  else console.log(`${said}\n✗ A test fails without a fault; see above.`);
  return good;
}

/**
 * Plants faults in a copy of the working tree.
 * @param names parts of the names of faults; by default all
 * @returns {Promise<number>} how many were not found
 */
export async function runPlanted(names = [], all = FAULTS) {
  const faults = all.filter(
    ({ name }) => names.length === 0 || names.some((part) => name.includes(part)),
  );
  if (faults.length === 0) {
    console.log(
      `No planted fault has ${new Intl.ListFormat("en", { type: "disjunction" }).format(names)} in its name.`,
    );
    return 0;
  }
  console.log(`\n— ${faults.length} planted faults`);
  const dir = makeCopy();
  const stop = () => {
    stopRuns();
    removeCopy(dir);
    process.exit(130);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    await runIn(dir, "node", ["scripts/run.mjs", "db-client"]);
    if (!(await areGreen(dir, faults))) return faults.length;
    let missed = 0;
    for (const fault of faults) if (!(await plant(dir, fault))) missed += 1;
    console.log(`\n${faults.length - missed} faults found, ${missed} not found`);
    return missed;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    removeCopy(dir);
  }
}

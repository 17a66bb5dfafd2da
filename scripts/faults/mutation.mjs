// Plants small faults in the files that hold rules (StrykerJS), and counts by kind how many of them the tests
// beside these files find.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import config from "./stryker.config.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const REPORT = join(ROOT, config.jsonReporter.fileName);

/** Percentage of faults that the tests have to find, by kind of file; null if we only count. */
const KINDS = [
  { kind: "rules", holds: /\/rules\.ts$/, least: 85 },
  { kind: "policy", holds: /\/policy\.ts$/, least: 85 },
  { kind: "schema", holds: /\/schema\.ts$/, least: null },
  { kind: "tally", holds: /\/tally\//, least: 85 },
];

/**
 * Plants faults, runs the tests against each, and prints which ones they found.
 * @param files paths of the files to plant them in, with lines after a colon (rules.ts:10-20) if you like; none
 *   for all files that decide
 * @param changed whether to trust the previous run if neither the fault nor its tests have changed since;
 *   Stryker then skips surviving faults that run while a file is loaded
 * @returns the problems, one line each
 */
export function plantMutants(files = [], { changed = false } = {}) {
  rmSync(REPORT, { force: true });
  const wanted = files.map((file) => relative(ROOT, resolve(file)));
  const args = ["run", "scripts/faults/stryker.config.mjs"];
  if (wanted.length > 0) args.push("--mutate", wanted.join(","));
  if (!changed) args.push("--force");
  // The report of an earlier run may name files that are gone.
  if (!changed && wanted.length === 0) rmSync(join(ROOT, config.incrementalFile), { force: true });
  const { status } = spawnSync(join("node_modules", ".bin", "stryker"), args, {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (status !== 0 || !existsSync(REPORT)) return ["Stryker did not finish."];
  const report = JSON.parse(readFileSync(REPORT, "utf8"));
  const mutants = Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    // Stryker's report includes the previous run.
    wanted.length > 0 && !wanted.some((path) => path.replace(/:.*$/, "") === file)
      ? []
      : mutants.map((mutant) => ({ ...mutant, file, line: shownLine(source, mutant) })),
  );
  if (mutants.length === 0) return ["There is no code to plant a fault in."];
  for (const mutant of mutants) if (isMissed(mutant)) console.log(inWords(mutant));
  console.log("");
  return KINDS.flatMap((one) => judged(one, mutants));
}

/** Prints the score of one kind. */
function judged({ kind, holds, least }, mutants) {
  const all = mutants.filter(({ file }) => holds.test(file));
  const count = (...wanted) => all.filter(({ status }) => wanted.includes(status)).length;
  const [found, survived, unreached] = [
    count("Killed", "Timeout"),
    count("Survived"),
    count("NoCoverage"),
  ];
  const tried = found + survived + unreached;
  if (tried === 0) return [];
  const score = (100 * found) / tried;
  console.log(
    `${kind.padEnd(7)} ${tried} faults: ${found} found (${count("Timeout")} by running out of time), ` +
      `${survived} survived, ${unreached} reached by no test: ${score.toFixed(1)} %`,
  );
  if (least === null || score >= least) return [];
  return [`The tests find ${score.toFixed(1)} % of the faults in ${kind}, less than ${least} %.`];
}

const isMissed = ({ status }) => status === "Survived" || status === "NoCoverage";

/** The original code that the fault replaces, to the end of the line. */
function shownLine(source, { location: { start, end } }) {
  const line = source.split("\n")[start.line - 1];
  return start.line === end.line
    ? line.slice(start.column - 1, end.column - 1)
    : `${line.slice(start.column - 1)} …`;
}

function inWords({ file, location, status, line, replacement, mutatorName }) {
  const planted = (replacement ?? mutatorName).replace(/\s+/g, " ").slice(0, 120);
  const missed = status === "Survived" ? "survives" : "no test";
  return `${file}:${location.start.line}:${location.start.column} ${missed}: ${line} → ${planted}`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2);
  const wrong = plantMutants(
    args.filter((arg) => arg !== "--changed"),
    { changed: args.includes("--changed") },
  );
  for (const line of wrong) console.log(`✗ ${line}`);
  process.exit(wrong.length === 0 ? 0 : 1);
}

// `npm test`: installs what is missing, runs every check and test, and counts them in one line.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { findChromium } from "./runtime/chromium.mjs";

const ROOT = resolve(import.meta.dirname, "..");
process.chdir(ROOT);
const bin = (name) => join("node_modules", ".bin", name);
const total = { passed: 0, failed: 0 };
/** What failed, to be named once more at the end: a log may be kept by its last lines only. */
const failures = [];

/** Runs a command with its output shown; true when it ended well. */
function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return status === 0;
}

function check(name, work) {
  const began = Date.now();
  console.log(`\n— ${name}`);
  const good = work();
  total[good ? "passed" : "failed"] += 1;
  if (!good) failures.push(name);
  console.log(`${good ? "✓" : "✗"} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return good;
}

function finish() {
  for (const failure of failures) console.log(`✗ ${failure}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

/** Whether what is installed is older than the lock file. */
function needsInstall() {
  const installed = "node_modules/.package-lock.json";
  return (
    !existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs
  );
}

function vitest() {
  const dir = mkdtempSync(join(tmpdir(), "colloquy-report-"));
  const file = join(dir, "report.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const good = run(bin("vitest"), args);
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests;
    for (const { name, message, assertionResults } of report.testResults) {
      const file = relative(ROOT, name);
      const failed = assertionResults.filter(({ status }) => status === "failed");
      for (const { fullName, failureMessages } of failed)
        failures.push(`${file} › ${fullName}\n${failureMessages.join("\n").slice(0, 1500)}`);
      if (failed.length === 0 && message) failures.push(`${file}: ${message.slice(0, 1500)}`);
    }
    // A file that could not be loaded, a set-up that broke: nothing was counted for it.
    if (!good && report.numFailedTests === 0) total.failed += 1;
  } catch {
    total.failed += 1;
    failures.push("vitest left no report");
  }
  rmSync(dir, { recursive: true, force: true });
}

/** All journeys of a suite in Playwright's report, of its inner suites too. */
const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

/** Journeys in a real Chromium against the site as `npm start` brings it up, on data of its own. */
async function browser() {
  const chromium = await findChromium();
  if (!check("a Chromium for the browser tests", () => chromium !== null)) {
    console.log("  Install one (npx playwright install chromium) or set COLLOQUY_CHROMIUM.");
    return;
  }
  const data = mkdtempSync(join(tmpdir(), "colloquy-e2e-"));
  rmSync("test-results", { recursive: true, force: true });
  const good = run(bin("playwright"), ["test"], {
    COLLOQUY_CHROMIUM: chromium,
    E2E_DATA_DIR: data,
  });
  try {
    const { stats, suites } = JSON.parse(readFileSync("test-results/report.json", "utf8"));
    total.passed += stats.expected;
    total.failed += stats.unexpected + stats.flaky;
    for (const { file, title, tests } of suites.flatMap(specsOf))
      for (const { status, results } of tests)
        if (status === "unexpected" || status === "flaky")
          failures.push(`e2e/${file} › ${title}\n${results[0]?.error?.message?.slice(0, 1500)}`);
    if (!good && stats.unexpected + stats.flaky === 0) total.failed += 1;
  } catch {
    total.failed += 1;
    failures.push("playwright left no report");
  }
  rmSync(data, { recursive: true, force: true });
}

if (needsInstall() && !check("install", () => run("npm", ["ci", "--no-audit", "--no-fund"])))
  finish();
// Prisma would download an engine that generating does not use; any existing file stops it.
const noEngine = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
if (!check("database client", () => run(bin("prisma"), ["generate"], noEngine))) finish();
check("types", () => run(bin("tsc"), ["--noEmit"]));
check("format and lint", () => run(bin("biome"), ["ci", "--error-on-warnings", "."]));
check("dead code", () => run(bin("knip"), ["--no-progress"]));
vitest();
if (!process.argv.includes("--no-browser")) await browser();
finish();

// `npm test`, `npm run check`, `npm run test:long`: install what is missing, run checks and tests, and count them
// in one line. CONTRIBUTING.md says how to ask for less.
import { existsSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { runBrowser } from "./checks/browser.mjs";
import { findChromium } from "./checks/chromium.mjs";
import { journeysNamed, testsNamed, testsTouched } from "./checks/files.mjs";
import { check, finish } from "./checks/report.mjs";
import { bin, ROOT, run } from "./checks/tools.mjs";
import { runVitest } from "./checks/vitest.mjs";

process.chdir(ROOT);
const { values: asked, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    "no-browser": { type: "boolean", default: false },
    /** Only what the change since main touches. */
    changed: { type: "boolean", default: false },
    /** The large version of everything, with a fresh seed. */
    long: { type: "boolean", default: false },
  },
});

let repeat = "To try one again: npm test -- NAME";
if (asked.long) {
  process.env.TEST_TIER = "long";
  process.env.TEST_SEED ||= String(Math.floor(Math.random() * 2 ** 31));
  repeat = `To try one again as it was drawn: TEST_SEED=${process.env.TEST_SEED} npm run test:long -- NAME`;
  console.log(`Seed ${process.env.TEST_SEED}`);
}

/** Whether what is installed is older than the lock file. */
function needsInstall() {
  const installed = "node_modules/.package-lock.json";
  return (
    !existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs
  );
}

async function prepare() {
  const install = () => run("npm", ["ci", "--no-audit", "--no-fund"]);
  if (needsInstall() && !(await check("install", install))) finish();
  const client = () => run("node", ["scripts/run.mjs", "db-client"]);
  if (!(await check("database client", client))) finish();
}

async function typesAndLint() {
  await check("types", () => run(bin("tsc"), ["--noEmit"]));
  await check("format and lint", () => run(bin("biome"), ["ci", "--error-on-warnings", "."]));
}

async function deadCode() {
  await check("dead code", async () => {
    const unused = await run(bin("knip"), ["--no-progress"]);
    const unshipped = await run(bin("knip"), ["--no-progress", "--production"]);
    return unused && unshipped;
  });
}

/** @param files of e2e/ to run; all without */
async function browser(files) {
  let chromium = null;
  const find = async () => {
    chromium = await findChromium();
    return chromium !== null;
  };
  if (!(await check("a Chromium", find))) {
    console.log("  Install one (npx playwright install chromium) or set COLLOQUY_CHROMIUM.");
    return;
  }
  const build = () => run("node", ["scripts/run.mjs", "build"]);
  if (await check("build", build)) await runBrowser(chromium, files);
}

async function namedTests() {
  const [tests, journeys] = [testsNamed(names), journeysNamed(names)];
  if (tests.length + journeys.length === 0) {
    console.error(`✗ No test file has ${names.join(" or ")} in its name.`);
    process.exit(1);
  }
  if (tests.length > 0) await runVitest(tests);
  if (journeys.length > 0 && !asked["no-browser"]) await browser(journeys);
}

await prepare();
if (names.length > 0) {
  await namedTests();
} else if (asked.changed) {
  await typesAndLint();
  const touched = testsTouched();
  if (touched.length > 0) await runVitest(touched);
} else {
  await typesAndLint();
  await deadCode();
  await runVitest();
  if (!asked["no-browser"]) await browser();
}
finish(repeat);

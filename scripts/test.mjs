// `npm test`, `npm run check`, `npm run test:long`: install missing packages, run checks and tests, and count them
// in one line. CONTRIBUTING.md says how to ask for less.
import { existsSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { runBrowser } from "./checks/browser.mjs";
import { findChromium } from "./checks/chromium.mjs";
import { journeysNamed, testsNamed, testsTouched } from "./checks/files.mjs";
import { findNode, LTS } from "./checks/node.mjs";
import { check, finish } from "./checks/report.mjs";
import { bin, ROOT, run } from "./checks/tools.mjs";
import { runVitest } from "./checks/vitest.mjs";

process.chdir(ROOT);
const { values: asked, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    "no-browser": { type: "boolean", default: false },
    /** Runs only tests that the changes since main affect. */
    changed: { type: "boolean", default: false },
    /** Runs the large version of everything, with a fresh seed. */
    long: { type: "boolean", default: false },
  },
});

let repeat = "To run one again: npm test -- NAME";
if (asked.long) {
  process.env.TEST_TIER = "long";
  process.env.TEST_SEED ||= String(Math.floor(Math.random() * 2 ** 31));
  repeat = `To run one again with the same seed: TEST_SEED=${process.env.TEST_SEED} npm run test:long -- NAME`;
  console.log(`Seed ${process.env.TEST_SEED}`);
}

/** Whether the installed packages are older than the lock file. */
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

const quietly = (tool, ...args) => run(bin(tool), args, { quiet: true });
const types = () => check("types", () => quietly("tsc", "--noEmit"));
const lint = () =>
  check("format and lint", () => quietly("biome", "ci", "--error-on-warnings", "."));
const unused = () => check("dead code", () => quietly("knip", "--no-progress"));
const unshipped = () =>
  check("dead code as shipped", () => quietly("knip", "--no-progress", "--production"));

/**
 * Runs journeys.
 * @param found resolves to the path of the Chromium
 * @param files of e2e/; by default all
 */
async function browser(found, files) {
  const chromium = await found;
  if (!(await check("a Chromium", async () => chromium !== null))) {
    console.log("  Install one (npx playwright install chromium) or set COLLOQUY_CHROMIUM.");
    return;
  }
  const build = () => run("node", ["scripts/run.mjs", "build"], { quiet: true });
  if (await check("build", build)) await runBrowser(chromium, files);
}

/** Runs the unit and database tests on the Node that the README recommends, if this one is different. */
async function onLts() {
  if (process.versions.node.startsWith(`${LTS}.`)) return;
  const node = await findNode(LTS);
  if (await check(`a Node ${LTS}`, async () => node !== null))
    await runVitest([], { name: `unit and database tests on Node ${LTS}`, node });
}

async function touchedTests() {
  let touched = [];
  try {
    touched = testsTouched();
  } catch (error) {
    // Without git, or without a branch of that name, we cannot know what changed.
    console.error(`✗ ${error.message} Run \`npm run check\` for all of it.`);
    process.exit(1);
  }
  if (touched.length > 0) await runVitest(touched);
}

async function namedTests() {
  const [tests, journeys] = [testsNamed(names), journeysNamed(names)];
  if (tests.length + journeys.length === 0) {
    console.error(
      `✗ No test file has ${new Intl.ListFormat("en", { type: "disjunction" }).format(names)} in its name.`,
    );
    process.exit(1);
  }
  if (tests.length > 0) await runVitest(tests);
  if (journeys.length > 0 && !asked["no-browser"]) await browser(findChromium(), journeys);
}

await prepare();
if (names.length > 0) {
  await namedTests();
} else if (asked.changed) {
  await Promise.all([types(), lint()]);
  await touchedTests();
} else {
  const chromium = asked["no-browser"] ? null : findChromium();
  await Promise.all([types(), lint(), unused(), unshipped()]);
  await runVitest();
  if (asked.long) await onLts();
  if (chromium) await browser(chromium);
}
finish(repeat);

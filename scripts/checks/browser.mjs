// Runs journeys in a real Chromium against a site started as by `npm start`, with separate data.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { quickDir } from "./memory.mjs";
import { failed, passed, stage, timed } from "./report.mjs";
import { bin, run } from "./tools.mjs";

const REPORT = "test-results/report.json";

/** Lists all journeys of a suite in Playwright's report, including inner suites. */
const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

/**
 * Runs journeys and counts them.
 * @param chromium the path of its program
 * @param files of e2e/ to run; by default all
 */
export async function runBrowser(chromium, files = []) {
  const data = mkdtempSync(join(quickDir(), "colloquy-e2e-"));
  rmSync("test-results", { recursive: true, force: true });
  try {
    const env = { COLLOQUY_CHROMIUM: chromium, E2E_DATA_DIR: data };
    const good = await stage("browser tests", () =>
      run(bin("playwright"), ["test", ...files], { env }),
    );
    count(JSON.parse(readFileSync(REPORT, "utf8")), good);
  } catch {
    failed("playwright left no report");
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function count({ stats, suites, errors = [] }, good) {
  passed(stats.expected);
  let named = 0;
  const fail = (what) => {
    named += 1;
    failed(what);
  };
  const seconds = new Map();
  for (const { file, title, tests } of suites.flatMap(specsOf)) {
    for (const { status, results } of tests) {
      const spent = results.reduce((sum, { duration }) => sum + duration / 1000, 0);
      seconds.set(file, (seconds.get(file) ?? 0) + spent);
      if (status === "unexpected" || status === "flaky")
        fail(`e2e/${file} › ${title}\n${results[0]?.error?.message?.slice(0, 1500)}`);
    }
  }
  for (const [file, spent] of seconds) timed(`e2e/${file}`, spent);
  for (const { message } of errors) fail(`playwright: ${message?.slice(0, 1500)}`);
  if (!good && named === 0) fail("playwright ended with an error, see above");
}

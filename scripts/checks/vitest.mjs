// Runs the unit and database tests.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { failed, passed, stage, timed } from "./report.mjs";
import { bin, ROOT, run } from "./tools.mjs";

/**
 * Runs test files and counts their tests.
 * @param args for vitest, such as names of files
 * @param node the path of the Node to run them with
 */
export async function runVitest(args = [], { name = "unit and database tests", node } = {}) {
  const dir = mkdtempSync(join(tmpdir(), "colloquy-report-"));
  const file = join(dir, "report.json");
  const all = [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...args,
  ];
  try {
    const good = await stage(name, () =>
      node ? run(node, ["node_modules/vitest/vitest.mjs", ...all]) : run(bin("vitest"), all),
    );
    count(JSON.parse(readFileSync(file, "utf8")), good, name);
  } catch {
    failed(`${name}: vitest left no report`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function count(report, good, name) {
  passed(report.numPassedTests);
  let named = 0;
  const fail = (what) => {
    named += 1;
    failed(what);
  };
  for (const { name: path, message, assertionResults, startTime, endTime } of report.testResults) {
    const file = relative(ROOT, path);
    timed(file, (endTime - startTime) / 1000);
    const bad = assertionResults.filter(({ status }) => status === "failed");
    for (const { fullName, failureMessages } of bad)
      fail(`${file} › ${fullName}\n${failureMessages.join("\n").slice(0, 1500)}`);
    // This file could not be loaded.
    if (bad.length === 0 && message) fail(`${file}: ${message.slice(0, 1500)}`);
  }
  // A broken set-up or an uncaught error belongs to no test, so it counts as a failure of its own.
  if (!good && named === 0) fail(`${name}: vitest ended with an error, see above`);
}

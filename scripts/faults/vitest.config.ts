import { basename, resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = resolve(import.meta.dirname, "../..");

/** Files whose tests take seconds, because they try thousands of elections. */
const SLOW = ["promises.test.ts", "second-opinion.test.ts"];

/** Runs the quick files first: most faults end a run there. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.includes(basename(moduleId));
    return files.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b)));
  }
}

// Only the tests beside the files in which Stryker plants faults, because they alone have to
// find the faults. None needs a database.
export default defineConfig({
  resolve: {
    alias: { "@": root, "server-only": resolve(root, "node_modules/server-only/empty.js") },
  },
  test: {
    setupFiles: ["server/testing/setup.ts", "scripts/faults/setup.ts"],
    include: ["server/**/{rules,policy,schema}*.test.ts", "server/ballots/tally/**/*.test.ts"],
    exclude: ["**/*.db.test.ts"],
    sequence: { sequencer: QuickFirst },
    testTimeout: 60_000,
  },
});

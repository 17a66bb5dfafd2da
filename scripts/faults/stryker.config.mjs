// Mutation testing of the files that decide: see mutation.mjs, which runs it.
import { availableParallelism } from "node:os";

export default {
  testRunner: "vitest",
  // Named: with npm's flat node_modules nothing else has to be looked for.
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "scripts/faults/vitest.config.ts" },
  mutate: ["server/**/{rules,policy,schema}.ts", "server/ballots/tally/**/*.ts", "!**/*.test.ts"],
  coverageAnalysis: "perTest",
  concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
  // Against hanging. An endless loop ends sooner: Stryker counts how often a mutant is reached.
  timeoutMS: 10_000,
  timeoutFactor: 3,
  dryRunTimeoutMinutes: 15,
  // TypeScript 7 has no API by which Stryker could rewrite a tsconfig.json for its copy of the files;
  // ours needs no rewriting, and where the file named here does not exist, none is tried.
  tsconfigFile: "none.json",
  // Nothing checks types in the copy: the tests are run by Vite, which removes them.
  disableTypeChecks: false,
  tempDirName: ".stryker-tmp",
  cleanTempDir: "always",
  ignorePatterns: [
    "/.next",
    "/.data",
    "/app",
    "/components",
    "/docs",
    "/e2e",
    "/playwright-report",
    "/test-results",
    "/trpc",
  ],
  incremental: true,
  incrementalFile: ".stryker-tmp/incremental.json",
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: ".stryker-tmp/report.json" },
  // mutation.mjs judges by kind of file.
  thresholds: { high: 85, low: 85, break: null },
  allowConsoleColors: false,
};

// Mutation testing of the files that hold rules: see mutation.mjs, which runs it.
import { availableParallelism } from "node:os";

export default {
  testRunner: "vitest",
  // Named, because with npm's flat node_modules there is no need to search for plugins.
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "scripts/faults/vitest.config.ts" },
  mutate: ["server/**/{rules,policy,schema}.ts", "server/ballots/tally/**/*.ts", "!**/*.test.ts"],
  coverageAnalysis: "perTest",
  concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
  // Only guards against hanging. Endless loops end sooner, because Stryker counts how often a mutant is reached.
  timeoutMS: 10_000,
  timeoutFactor: 3,
  dryRunTimeoutMinutes: 15,
  // TypeScript 7 has no API with which Stryker could rewrite tsconfig.json for its copy of the files.
  // Ours needs no rewriting, and Stryker does not try if the file named here does not exist.
  tsconfigFile: "none.json",
  // Nothing checks types in the copy, because Vite removes them to run the tests.
  disableTypeChecks: false,
  tempDirName: ".stryker-tmp",
  cleanTempDir: "always",
  ignorePatterns: [
    "/.next",
    "/.built",
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

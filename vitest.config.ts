import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const alias = {
  "@": import.meta.dirname,
  // The package's own file refuses to be loaded outside a server of Next.
  "server-only": resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
};

/** How many files run at a time, at least. */
const workers = (least: number) => Math.max(least, availableParallelism() - 1);

/** Milliseconds for a test; the large sizes of `npm run test:long` may take a quarter of an hour. */
const timeout = (short: number) => (process.env.TEST_TIER === "long" ? 900_000 : short);

/** The files that take longest, the longest first. They begin the run, so that no worker ends it alone. */
const LONGEST = [
  "server/api/deletion-at-once.db.test.ts",
  "server/api/races.db.test.ts",
  "server/papers/meaning/switching.db.test.ts",
  "server/api/hostile-values.db.test.ts",
  "scripts/runtime/demo/seed.db.test.ts",
  "server/api/finished-pages.db.test.ts",
  "server/papers/meaning/models/builtin.db.test.ts",
  "server/papers/titles/shown.test.ts",
  "server/ballots/result/fairness/queries.db.test.ts",
  "server/notifications/replies/commands.db.test.ts",
  "scripts/commands/commands.db.test.ts",
  "server/digests/sending/rounds.db.test.ts",
  "server/digests/schedule/rules-computed.test.ts",
].map((file) => resolve(import.meta.dirname, file));
for (const file of LONGEST) if (!existsSync(file)) throw new Error(`${file} is gone.`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      LONGEST.includes(moduleId) ? LONGEST.indexOf(moduleId) : LONGEST.length;
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  resolve: { alias },
  test: {
    setupFiles: ["server/testing/setup.ts"],
    // The tests of papers/meaning choose a model themselves. Nothing else waits for one.
    env: { SEARCH_MEANING: "off" },
    // What files share all the same, and what not, server/testing/setup.ts says.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Limits of time are against hanging: a busy machine may take ten times as long.
    hookTimeout: 120_000,
    teardownTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // One project after the other: a worker that changes its project starts anew.
          sequence: { groupOrder: 2 },
          include: ["{server,components,scripts,trpc}/**/*.test.ts"],
          exclude: ["**/*.db.test.ts"],
          maxWorkers: workers(2),
          // It imports "next/server" without the ending that Node asks for.
          server: { deps: { inline: ["next-auth"] } },
          testTimeout: timeout(60_000),
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          sequence: { groupOrder: 1 },
          include: ["{server,scripts}/**/*.db.test.ts"],
          globalSetup: ["server/testing/database/postgres.ts"],
          // Even on two cores, where one would be the default: half of the time PostgreSQL is waited for.
          maxWorkers: workers(3),
          // Packages that each file has for itself, too: next-auth for the reason above; the engine of migrations
          // remembers the WebAssembly it was given.
          server: { deps: { inline: ["next-auth", "@prisma/schema-engine-wasm"] } },
          testTimeout: timeout(120_000),
        },
      },
    ],
  },
});

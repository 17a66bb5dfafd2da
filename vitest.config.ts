import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const alias = {
  "@": import.meta.dirname,
  // The package's own file refuses to be loaded outside a server of Next.
  "server-only": resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
};

/** Milliseconds for a test; the large sizes of `npm run test:long` may take a quarter of an hour. */
const timeout = (short: number) => (process.env.TEST_TIER === "long" ? 900_000 : short);

export default defineConfig({
  resolve: { alias },
  test: {
    setupFiles: ["server/testing/setup.ts"],
    // The tests of papers/meaning choose a model themselves. Nothing else waits for one.
    env: { SEARCH_MEANING: "off" },
    // What files share all the same, and what not, server/testing/setup.ts says.
    isolate: false,
    // Two even on two cores, where one would be the default: much of the time PostgreSQL is waited for.
    maxWorkers: Math.max(2, availableParallelism() - 1),
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
          // Packages that each file has for itself, too: next-auth for the reason above; the engine of migrations
          // remembers the WebAssembly it was given.
          server: { deps: { inline: ["next-auth", "@prisma/schema-engine-wasm"] } },
          testTimeout: timeout(120_000),
        },
      },
    ],
  },
});

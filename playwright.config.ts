import { defineConfig } from "@playwright/test";
import { SHARED_PORT } from "./e2e/ports";

const executablePath = process.env.COLLOQUY_CHROMIUM || undefined;

export default defineConfig({
  testDir: "e2e",
  tsconfig: "scripts/tsconfig.json",
  // The longest first, so that at the end all workers have something to do.
  projects: [
    // These start sites of their own from the same build (e2e/own-site.ts). They wait more than they compute: one
    // at a time, beside the others.
    { name: "operations", testMatch: /\W(start|live|kill|kill-digests)\.spec/, workers: 1 },
    // One site for all of them (e2e/hostile-site.ts).
    { name: "hostile", testMatch: /hostile-.*\.spec/, fullyParallel: false, workers: 1 },
    // These share the site below; each test has people and groups of its own.
    {
      name: "journeys",
      testMatch:
        /[/\\](answer-by-mail|civil|date-polls|digests|finished|for-you|forecasting|formulas|from-emails|hints|importing|joining|journey|keyboard|light|meetings|merging|objecting|pages|pasting|put-right|ranking|references|results|same-paper|searching|shelves|talking|topics-authors|versions|voting|waking|watches)\.spec/,
    },
  ],
  fullyParallel: true,
  // Three for two cores: a journey waits for its site, as its site waits for the database. With four, a run took no
  // less: 527 seconds, and 508 with three, within the same hour.
  workers: 3,
  // Against hanging only: what is waited for comes when it comes, on a busy machine late.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  use: {
    baseURL: `http://localhost:${SHARED_PORT}`,
    // What moves has to be waited for, and shows nothing that a journey is about.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath,
      // Root has no sandbox; the rest keeps a browser on a closed network from waiting for one.
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // The real command, on a data directory of its own.
  webServer: {
    command: "node scripts/start.mjs",
    url: `http://localhost:${SHARED_PORT}/api/health`,
    timeout: 600_000,
    // A site that is up already, of `npm run dev` say, saves the start while a journey is written.
    reuseExistingServer: process.env.E2E_REUSE === "1",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    stdout: "pipe",
    env: {
      PORT: String(SHARED_PORT),
      COLLOQUY_DATA_DIR: process.env.E2E_DATA_DIR ?? ".data/e2e",
      DATABASE_URL: "",
      // A model that reads the demo would take a processor from the journeys.
      SEARCH_MEANING: "off",
    },
  },
});

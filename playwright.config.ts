import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 3900);
const executablePath = process.env.COLLOQUY_CHROMIUM || undefined;

export default defineConfig({
  testDir: "e2e",
  // In this order: hostile requests spend the limits of the address that the journeys come from.
  projects: [
    {
      name: "journeys",
      testMatch: /[/\\](civil|digests|journey|meetings|pages|talking|voting)\.spec/,
    },
    { name: "hostile", testMatch: /hostile-.*\.spec/ },
    { name: "operations", testMatch: /\W(start|live|kill|kill-digests)\.spec/ },
  ],
  fullyParallel: false,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  use: {
    baseURL: `http://localhost:${port}`,
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
    url: `http://localhost:${port}/api/health`,
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    stdout: "pipe",
    env: {
      PORT: String(port),
      COLLOQUY_DATA_DIR: process.env.E2E_DATA_DIR ?? ".data/e2e",
      DATABASE_URL: "",
    },
  },
});

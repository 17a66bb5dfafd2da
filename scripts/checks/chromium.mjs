// Finds a Chromium for the browser tests, or gets one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function onPath() {
  for (const dir of (process.env.PATH ?? "").split(":")) {
    for (const name of NAMES) if (existsSync(join(dir, name))) return join(dir, name);
  }
  return null;
}

async function ofPlaywright() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function run(command, args) {
  console.log(`  ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}

/**
 * An installed Chromium, else Playwright's own download, else the system's package (as root).
 * @returns {Promise<string | null>} the path of its program
 */
export async function findChromium() {
  const found = process.env.COLLOQUY_CHROMIUM || (await ofPlaywright()) || onPath();
  if (found) return found;
  const playwright = join("node_modules", ".bin", "playwright");
  const root = process.getuid?.() === 0;
  const withSystem = root && existsSync("/usr/bin/apt-get");
  if (run(playwright, ["install", ...(withSystem ? ["--with-deps"] : []), "chromium"])) {
    return ofPlaywright();
  }
  if (!withSystem) return null;
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  return onPath();
}

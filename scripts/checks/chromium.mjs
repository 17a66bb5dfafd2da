// Finds a Chromium for the browser tests, or gets one.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bin, run } from "./tools.mjs";

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

const get = (command, args) => run(command, args, { quiet: true });

/**
 * Looks for an installed Chromium, else gets Playwright's own, else the system's package (as root). Takes a
 * minute on a fresh machine, most of it waiting: other checks run meanwhile.
 * @returns {Promise<string | null>} the path of its program
 */
export async function findChromium() {
  const found = process.env.COLLOQUY_CHROMIUM || (await ofPlaywright()) || onPath();
  if (found) return found;
  const root = process.getuid?.() === 0;
  const withSystem = root && existsSync("/usr/bin/apt-get");
  const dependencies = withSystem ? ["--with-deps"] : [];
  if (await get(bin("playwright"), ["install", ...dependencies, "chromium"])) return ofPlaywright();
  if (!withSystem) return null;
  await get("apt-get", ["update", "-qq"]);
  await get("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  return onPath();
}

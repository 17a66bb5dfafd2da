// Finds or installs a Chromium for the browser tests.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bin, run } from "./tools.mjs";

/** The headless shell comes first: the whole browser also draws its own window, which costs time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
/** Playwright's own Chromium, which Playwright finds without a path. */
const OWN = "";

function onPath() {
  for (const name of NAMES)
    for (const dir of (process.env.PATH ?? "").split(":"))
      if (existsSync(join(dir, name))) return join(dir, name);
  return null;
}

async function ofPlaywright() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? OWN : null;
}

const get = (command, args) => run(command, args, { quiet: true });
const getByApt = (name) =>
  get("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name]);

/**
 * Finds an installed Chromium. Otherwise installs Playwright's own, or else the system's package (as root). Takes a
 * minute on a fresh machine, most of it waiting: other checks run meanwhile.
 * @returns {Promise<string | null>} the path of its program; empty for Playwright's own, null if there is none
 */
export async function findChromium() {
  const found = process.env.COLLOQUY_CHROMIUM || ((await ofPlaywright()) ?? onPath());
  if (found !== null) return found;
  const root = process.getuid?.() === 0;
  const withSystem = root && existsSync("/usr/bin/apt-get");
  const dependencies = withSystem ? ["--with-deps"] : [];
  if (await get(bin("playwright"), ["install", ...dependencies, "chromium"])) return ofPlaywright();
  if (!withSystem) return null;
  await get("apt-get", ["update", "-qq"]);
  // Older systems have only the whole browser.
  if (!(await getByApt("chromium-headless-shell"))) await getByApt("chromium");
  return onPath();
}

// `npm start` and `npm run dev`. This is plain JavaScript that any Node can read, because its first job is
// to say if Node is too old. Then it installs missing packages, bundles the server if its sources have changed, and
// hands over to the bundle. In development, it hands over to the sources.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

function stop(sentence) {
  console.error(`✗ ${sentence}`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Colloquy needs Node 20.19 or later; this is ${process.version}. Install a newer Node.`);
}

const installed = "node_modules/.package-lock.json";
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs) {
  const began = Date.now();
  console.log("… installing packages");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) stop("The packages could not be installed. See npm’s output above.");
  console.log(`✓ packages installed (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

const dev = process.argv.includes("--dev");
if (dev && !process.env.COLLOQUY_WATCHED) {
  const { startOnEachChange } = await import("./runtime/start/dev.mjs");
  startOnEachChange(fileURLToPath(import.meta.url));
} else {
  // Set before anything loads React, because its parts choose their build by this variable and must agree.
  process.env.NODE_ENV = dev ? "development" : "production";
  if (dev) {
    const { register } = await import("tsx/esm/api");
    register({ tsconfig: join(root, "scripts/tsconfig.json") });
    await import("./runtime/start/up.ts");
  } else {
    const { serverBundle } = await import("./runtime/start/sources.mjs");
    const bundle = await serverBundle();
    if (!existsSync(bundle)) {
      // In a process of its own, because the bundler would stay in memory.
      const command = [join(root, "scripts/run.mjs"), "build", "--server"];
      const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
      if (status !== 0) stop("The server could not be built.");
    }
    // Otherwise V8 collects old objects only once there are two to four times as many as at the last time.
    setFlagsFromString("--heap-growing-percent=40");
    await import(pathToFileURL(join(bundle, "up.js")).href);
  }
}

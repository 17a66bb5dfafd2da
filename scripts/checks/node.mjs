// Downloads another version of Node for running tests.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./tools.mjs";

/** The current LTS line, which the README recommends. */
export const LTS = "24";

/**
 * Downloads Node from the npm registry into a folder beside the installed packages.
 * @param version such as "24"
 * @returns {Promise<string | null>} the path of its program; null if it cannot be downloaded
 */
export async function findNode(version) {
  const dir = join(ROOT, "node_modules/.cache", `node-${version}`);
  const program = join(dir, "node_modules/node/bin/node");
  if (existsSync(program)) return program;
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", dir];
  await run("npm", [...args, `node@${version}`], { quiet: true });
  return existsSync(program) ? program : null;
}

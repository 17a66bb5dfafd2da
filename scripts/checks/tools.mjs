import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** Finds the program of an installed package. */
export const bin = (name) => join("node_modules", ".bin", name);

/**
 * Runs a command.
 * @param env added to that of this process
 * @param quiet whether to hold its output back until it ends
 * @returns {Promise<boolean>} whether it succeeded
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
      env: { ...process.env, ...env },
    });
    const said = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (piece) => said.push(piece));
    child.once("error", ({ message }) => {
      console.error(`✗ ${command}: ${message}`);
      done(false);
    });
    child.once("close", (code) => {
      if (quiet) process.stdout.write(Buffer.concat(said));
      done(code === 0);
    });
  });
}

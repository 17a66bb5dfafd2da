// Makes a copy of the working tree for planting faults, so that nobody's own files are touched.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../checks/tools.mjs";

function git(...args) {
  const { status, stdout, stderr } = spawnSync("git", args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr.trim()}`);
  return stdout;
}

/** Links files if the file system has hard links, because a copy takes a minute and a gigabyte. */
function copyPackages(dir) {
  const from = join(ROOT, "node_modules");
  const to = join(dir, "node_modules");
  if (spawnSync("cp", ["-al", from, to]).status !== 0) {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
  // Caches are written in place, so they must not be shared.
  for (const cache of [".vite", ".cache"])
    rmSync(join(to, cache), { recursive: true, force: true });
}

/** Copies the working tree, with uncommitted changes. @returns the copy's folder */
export function makeCopy() {
  const dir = join(mkdtempSync(join(tmpdir(), "colloquy-faults-")), "copy");
  git("worktree", "add", "--detach", "--quiet", dir, "HEAD");
  const changed = [
    ...git("diff", "--name-only", "-z", "HEAD").split("\0"),
    ...git("ls-files", "--others", "--exclude-standard", "-z").split("\0"),
  ];
  for (const file of changed.filter(Boolean)) {
    rmSync(join(dir, file), { force: true });
    cpSync(join(ROOT, file), join(dir, file), { force: true, errorOnExist: false });
  }
  copyPackages(dir);
  return dir;
}

export function removeCopy(dir) {
  spawnSync("git", ["worktree", "remove", "--force", dir], { cwd: ROOT });
  rmSync(join(dir, ".."), { recursive: true, force: true });
  spawnSync("git", ["worktree", "prune"], { cwd: ROOT });
}

const running = new Set();

/** Ends processes that still run in a copy. */
export function stopRuns() {
  for (const child of running) child.kill("SIGTERM");
}

/**
 * Runs a command in a copy.
 * @returns {Promise<{ good: boolean, said: string }>} whether it succeeded, and its output
 */
export function runIn(dir, command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: dir, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (piece) => {
        said += piece;
      });
    const end = (good) => {
      running.delete(child);
      done({ good, said });
    };
    child.once("error", ({ message }) => {
      said += message;
      end(false);
    });
    child.once("close", (code) => end(code === 0));
  });
}

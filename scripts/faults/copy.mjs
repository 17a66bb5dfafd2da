// A copy of the working tree in which faults are planted, so that nobody's own files are touched.
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

/** Hard links where the file system has them; a copy takes a minute and a gigabyte. */
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

/** HEAD with what is changed since, committed or not. @returns its folder */
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

/** Ends what still runs in a copy. */
export function stopRuns() {
  for (const child of running) child.kill("SIGTERM");
}

/**
 * Runs a command in a copy.
 * @returns {Promise<{ good: boolean, said: string }>} whether it ended well, and all it said
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

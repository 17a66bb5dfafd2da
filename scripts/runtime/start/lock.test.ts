import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockDataDir } from "./lock";
import { commandOf, startMarkOf, waitUntilGone } from "./processes";

const site = { kind: "site", name: "npm start", address: "http://localhost:3000" } as const;
const command = { kind: "command", name: "npm run backup" } as const;
const running = () => join(process.env.COLLOQUY_DATA_DIR as string, "running");
const quiet = () => {};

let before: string | undefined;
beforeEach(async () => {
  before = process.env.COLLOQUY_DATA_DIR;
  process.env.COLLOQUY_DATA_DIR = await mkdtemp(join(tmpdir(), "colloquy-lock-"));
});
afterEach(async () => {
  await rm(process.env.COLLOQUY_DATA_DIR as string, { recursive: true });
  process.env.COLLOQUY_DATA_DIR = before;
});

/** Leaves the file of another process that holds the directory. */
async function heldBy(pid: number, born: string | null, who: object = site): Promise<void> {
  const file = join(running(), randomUUID());
  await mkdir(running(), { recursive: true });
  await writeFile(file, JSON.stringify({ pid, born, ...who }));
  await writeFile(`${file}.held`, "");
}

it("is held by one process, and free again when that one releases it", async () => {
  const lock = await lockDataDir(site, quiet);
  await expect(lockDataDir(site, quiet)).rejects.toThrow(
    `already running here at http://localhost:3000 (process ${process.pid})`,
  );
  await lock?.release();
  expect(await readdir(running())).toEqual([]);
  await (await lockDataDir(site, quiet))?.release();
});

it("is taken by one of many that want it at once, even after a kill", async () => {
  for (let round = 0; round < 10; round++) {
    await heldBy(process.pid, "long ago");
    const all = await Promise.allSettled(
      Array.from({ length: 12 }, () => lockDataDir(site, quiet)),
    );
    const lock = all.filter((one) => one.status === "fulfilled");
    expect(lock).toHaveLength(1);
    await lock[0]?.value?.release();
  }
});

it.each([
  ["is gone", 2 ** 22 + 1],
  ["has its number used by another now", process.pid],
])("does not wait for a process that %s", async (_, pid) => {
  await heldBy(pid, "1");
  const lock = await lockDataDir(site, quiet);
  expect(await readdir(running())).toHaveLength(2);
  await lock?.release();
});

it("waits for a command, and reports that once", async () => {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  await heldBy(child.pid as number, startMarkOf(child.pid as number), command);
  const lines: string[] = [];
  const holding = lockDataDir(site, (line) => {
    lines.push(line);
    child.kill("SIGKILL");
  });
  await (await holding)?.release();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`npm run backup (process ${child.pid})`);
});

it("lets a command use a site's database once it answers", async () => {
  await heldBy(process.pid, startMarkOf(process.pid));
  let tries = 0;
  const lock = await lockDataDir(command, quiet, async () => ++tries > 1);
  expect(lock).toBeNull();
  expect(tries).toBe(2);
});

it("distinguishes a process from an earlier one with the same number", async () => {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()", "mark me"]);
  const pid = child.pid as number;
  expect(startMarkOf(pid)).toMatch(/./);
  expect(startMarkOf(pid)).toBe(startMarkOf(pid));
  expect(commandOf(pid)).toContain("mark me");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await waitUntilGone(pid, 50_000)).toBe(true);
  expect([startMarkOf(pid), commandOf(pid)]).toEqual([null, null]);
});

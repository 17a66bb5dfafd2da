import { spawnSync } from "node:child_process";
import { closeSync, openSync, readSync } from "node:fs";
import type { Client } from "pg";

/** Whether this machine's pg_dump is new enough for the server. */
export async function hasNativeDump(client: Client): Promise<boolean> {
  const { status, stdout } = spawnSync("pg_dump", ["--version"], { encoding: "utf8" });
  if (status !== 0) return false;
  const { rows } = await client.query("SHOW server_version_num");
  const mine = Number(/(\d+)(?:\.\d+)?/.exec(stdout)?.[1]);
  return mine >= Math.floor(Number(rows[0].server_version_num) / 10_000);
}

/** Whether a file was written by pg_dump in its custom format. */
export function isNativeDump(file: string): boolean {
  const start = Buffer.alloc(5);
  const descriptor = openSync(file, "r");
  readSync(descriptor, start, 0, 5, 0);
  closeSync(descriptor);
  return start.toString("latin1") === "PGDMP";
}

/** Writes a backup by pg_dump in its custom format. @throws Error with the program's message */
export function nativeDump(url: string, file: string): void {
  const how = ["--format=custom", "--no-owner", "--no-acl", `--file=${file}`];
  runTool("pg_dump", url, how);
}

/** Replaces the database by pg_restore, in one transaction. @throws Error with the program's message */
export function nativeRestore(url: string, file: string): void {
  const how = ["--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-acl"];
  runTool("pg_restore", url, [...how, file]);
}

function runTool(name: string, url: string, args: string[]): void {
  // The password is not an argument, because everybody on the machine can read command lines.
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = "";
  const { status, stderr, error } = spawnSync(name, [`--dbname=${address.href}`, ...args], {
    encoding: "utf8",
    env: { ...process.env, ...(password ? { PGPASSWORD: password } : {}) },
  });
  if (error) throw new Error(`${name} is not installed on this machine, and this file needs it.`);
  if (status !== 0) throw new Error(`${name}: ${stderr.trim().split("\n")[0]}`);
}

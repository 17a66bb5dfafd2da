import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "@/scripts/runtime/start/data-dir";
import { runTool } from "@/scripts/runtime/start/tools";
import { answering, stopProcess } from "../site";
import type { Target } from "./load";
import type { Statement } from "./tape";

const ROOT = resolve(import.meta.dirname, "../../..");
const APP = join(ROOT, "scripts/bench/bare");

/** Where a server answers, and its process. */
export type Server = Pick<Target, "url" | "pid">;

export interface BareThings {
  /** A minimal Next app. */
  next: Server;
  /** A server that answers with the bytes of a file, by their number. */
  bytes: Server;
  stop(): Promise<void>;
}

/**
 * Builds and starts the yardsticks: a minimal Next app, and a server that only sends bytes.
 * @param bodies whole pages of the site
 * @param tapes the statements to send again, by name
 */
export async function startBareThings(
  bodies: readonly Buffer[],
  tapes: Record<string, Statement[][]>,
): Promise<BareThings> {
  const dir = await mkdtemp(join(tmpdir(), "colloquy-bare-"));
  const replayFile = join(dir, "tapes.json");
  await writeFile(replayFile, JSON.stringify(tapes));
  const files = bodies.map((_, at) => join(dir, `${at}.html`));
  for (const [at, body] of bodies.entries()) await writeFile(files[at] as string, body);

  const environment = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" } as const;
  const sizes = [...new Set(bodies.map(({ length }) => length))].join(",");
  await runTool("next", ["build", APP], { ...environment, BARE_BYTES: sizes }, () => {});
  const port = await freePort();
  const command = join(ROOT, "node_modules/next/dist/bin/next");
  const app: ChildProcess = spawn(
    process.execPath,
    [command, "start", APP, "-p", String(port), "-H", "127.0.0.1"],
    { env: { ...process.env, ...environment, REPLAY_FILE: replayFile }, stdio: "ignore" },
  );
  const next = `http://127.0.0.1:${port}`;
  await answering(app, `${next}/dynamic?bytes=5000`);

  const server = fork(join(APP, "bytes.mjs"), files, { execArgv: [] });
  const [bytesPort] = await once(server, "message");
  return {
    next: { url: next, pid: app.pid as number },
    bytes: { url: `http://127.0.0.1:${bytesPort}`, pid: server.pid as number },
    async stop() {
      server.disconnect();
      await stopProcess(app);
    },
  };
}

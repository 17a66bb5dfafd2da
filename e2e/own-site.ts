import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { PORT } from "./raw";

/** A site that a test may kill: on a port and data of its own, started as people start it. */
export class OwnSite {
  readonly port = PORT + 1;
  readonly address = `http://localhost:${this.port}`;
  #dir: string;
  #process: ChildProcess | undefined;
  #said: string[] = [];
  #postmaster = 0;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  static async made(): Promise<OwnSite> {
    return new OwnSite(await mkdtemp(join(tmpdir(), "colloquy-kill-")));
  }

  get environment(): NodeJS.ProcessEnv {
    const own = { PORT: String(this.port), COLLOQUY_DATA_DIR: this.#dir, LOG_LEVEL: "warn" };
    return { ...process.env, ...own, DATABASE_URL: "", SITE_URL: "", AUTH_SECRET: "" };
  }

  /** Starts it. @returns the seconds until it answered */
  async start(program = "node", ...args: string[]): Promise<number> {
    const began = performance.now();
    const command = args.length === 0 ? ["scripts/start.mjs"] : args;
    const child = spawn(program, command, { env: this.environment, detached: true });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (piece: Buffer) => this.#said.push(piece.toString()));
    while (!(await this.#answers())) {
      if (child.exitCode !== null) throw new Error(`the start ended: ${this.#said.join("")}`);
      await new Promise((again) => setTimeout(again, 100));
    }
    return (performance.now() - began) / 1000;
  }

  async #answers(): Promise<boolean> {
    return fetch(`${this.address}/api/health`).then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  /** SIGKILL for the start, its database and everything else that it started. */
  async kill(): Promise<void> {
    const tree = descendants(this.#process?.pid ?? 0);
    const ended = this.#process && once(this.#process, "exit");
    for (const pid of tree) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It ended with its parent.
      }
    }
    await ended;
  }

  /** Nobody reads any more what it says. */
  deafen(): void {
    this.#process?.stdout?.destroy();
    this.#process?.stderr?.destroy();
  }

  /** The process of its database; while that is started again, the one before. */
  get postmaster(): number {
    const file = join(this.#dir, "postgres/postmaster.pid");
    if (existsSync(file)) this.#postmaster = Number(readFileSync(file, "utf8").split("\n")[0]);
    return this.#postmaster;
  }

  async healthy(): Promise<void> {
    while (!(await this.#answers())) await new Promise((again) => setTimeout(again, 100));
  }

  /** Stops it as Ctrl-C does. @returns its exit code */
  async stop(): Promise<number | null> {
    if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode) return null;
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    const [code] = await ended;
    return code;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }

  async sql<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
    const { databasePassword, databasePort } = JSON.parse(
      readFileSync(join(this.#dir, "secrets.json"), "utf8"),
    );
    const connectionString = `postgresql://postgres:${databasePassword}@127.0.0.1:${databasePort}/colloquy`;
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      return (await client.query<Row>(query, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Calls a procedure as a page would. @returns the status; 0 where no answer came */
  async call(path: string, cookie: string, input: unknown): Promise<number> {
    const headers = { "content-type": "application/json", origin: this.address, cookie };
    const body = JSON.stringify({ json: input });
    try {
      const answer = await fetch(`${this.address}/api/trpc/${path}`, {
        method: "POST",
        headers,
        body,
      });
      // Acknowledged is what has come whole.
      await answer.text();
      return answer.status;
    } catch {
      return 0;
    }
  }
}

/** A process and all below it, the youngest first or last as chance will have it. */
function descendants(root: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const found = [root];
  for (const pid of found)
    for (const [child, parent] of table) if (parent === pid) found.push(child);
  return found.sort(() => Math.random() - 0.5);
}

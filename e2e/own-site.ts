import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { commandOf } from "@/scripts/runtime/start/processes";
import { drawer } from "../server/testing/tier";
import { OWN_PORT, SECOND_PORT } from "./ports";

/** A separate site for a test to kill, to restart or to double. It is started as people start it. */
export class OwnSite {
  readonly address: string;
  #dir: string;
  #process: ChildProcess | undefined;
  #said: string[] = [];
  #postmaster = 0;

  private constructor(
    dir: string,
    readonly port: number,
    private readonly settings: Record<string, string>,
    private readonly first?: OwnSite,
  ) {
    this.#dir = dir;
    this.address = `http://localhost:${port}`;
  }

  /** @param settings added to the environment. Without DEMO among them, there is no demo. */
  static async made(settings: Record<string, string> = {}): Promise<OwnSite> {
    return new OwnSite(await directory(), OWN_PORT, {
      DEMO: "off",
      SEARCH_MEANING: "off",
      ...settings,
    });
  }

  /** Makes a second process (web and jobs) on the database of another running site. */
  static async beside(first: OwnSite): Promise<OwnSite> {
    return new OwnSite(await directory(), SECOND_PORT, first.settings, first);
  }

  get environment(): NodeJS.ProcessEnv {
    const own = { PORT: String(this.port), COLLOQUY_DATA_DIR: this.#dir, LOG_LEVEL: "warn" };
    const [DATABASE_URL, AUTH_SECRET] = this.first
      ? [this.first.database, this.first.#secrets.authSecret]
      : ["", ""];
    return { ...process.env, ...this.settings, ...own, DATABASE_URL, AUTH_SECRET, SITE_URL: "" };
  }

  /** Starts the site. @returns the seconds until it answered */
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

  /** Whether the start has not ended. */
  get runs(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }

  /** The command lines of the start and of everything that it started. */
  get programs(): string[] {
    return descendants(this.#process?.pid ?? 0).flatMap((pid) => commandOf(pid) ?? []);
  }

  /** Kills the start, its database and everything else that it started (SIGKILL). */
  async kill(): Promise<void> {
    if (this.#process?.pid && this.runs) await this.#kill(descendants(this.#process.pid));
  }

  /** Kills the process for web and jobs (SIGKILL). Its database stays, unwatched. */
  async killProcess(): Promise<void> {
    if (this.#process?.pid && this.runs) await this.#kill([this.#process.pid]);
  }

  /** Kills all processes of the site's database (SIGKILL). */
  async killDatabase(): Promise<void> {
    const root = this.postmaster;
    // The number of a dead process may belong to another one by now.
    if (commandOf(root)?.includes(this.#dir)) await this.#kill(descendants(root));
  }

  async #kill(processes: readonly number[]): Promise<void> {
    const ended =
      this.#process?.pid && processes.includes(this.#process.pid) && once(this.#process, "exit");
    // Stopped first: a process that dies a moment after its database would answer that it is gone.
    for (const signal of ["SIGSTOP", "SIGKILL"] as const) {
      for (const pid of processes) {
        try {
          process.kill(pid, signal);
        } catch {
          // The process ended with its parent.
        }
      }
    }
    await ended;
  }

  /** Stops reading the site's output. */
  deafen(): void {
    this.#process?.stdout?.destroy();
    this.#process?.stderr?.destroy();
  }

  /** The process of the site's database; during a restart, the previous process. */
  get postmaster(): number {
    const file = join(this.#dir, "postgres/postmaster.pid");
    if (existsSync(file)) this.#postmaster = Number(readFileSync(file, "utf8").split("\n")[0]);
    return this.#postmaster;
  }

  async healthy(): Promise<void> {
    while (!(await this.#answers())) await new Promise((again) => setTimeout(again, 100));
  }

  /** Waits until the site answers; starts it again if it has ended, for example because it found no database yet. */
  async up(): Promise<void> {
    while (!(await this.#answers())) {
      if (!this.runs) await this.start().catch(() => {});
      else await new Promise((again) => setTimeout(again, 100));
    }
  }

  /** Stops the site as Ctrl-C does. @returns its exit code */
  async stop(): Promise<number | null> {
    if (!this.#process || !this.runs) return null;
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    const [code] = await ended;
    return code;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }

  get #secrets(): { databasePassword: string; databasePort: number; authSecret: string } {
    return JSON.parse(readFileSync(join(this.#dir, "secrets.json"), "utf8"));
  }

  /** The address of the site's database. */
  get database(): string {
    const { databasePassword, databasePort } = this.#secrets;
    return `postgresql://postgres:${databasePassword}@127.0.0.1:${databasePort}/colloquy`;
  }

  async sql<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.database });
    await client.connect();
    try {
      return (await client.query<Row>(query, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Calls a procedure as a page would. @returns the status; 0 if no answer came */
  async call(path: string, cookie: string, input: unknown): Promise<number> {
    const headers = { "content-type": "application/json", origin: this.address, cookie };
    const body = JSON.stringify(input);
    try {
      const answer = await fetch(`${this.address}/api/trpc/${path}`, {
        method: "POST",
        headers,
        body,
      });
      // Only a complete answer counts as an acknowledgement.
      await answer.text();
      return answer.status;
    } catch {
      return 0;
    }
  }
}

const draw = drawer();

function directory(): Promise<string> {
  return mkdtemp(join(tmpdir(), "colloquy-site-"));
}

/** Lists a process and all its descendants, randomly with the youngest first or last. */
function descendants(root: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const found = [root];
  for (const pid of found)
    for (const [child, parent] of table) if (parent === pid) found.push(child);
  return found.sort(() => draw() - 0.5);
}

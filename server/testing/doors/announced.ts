import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect } from "vitest";
import { soon } from "../time";

/** Hears the announcements of the test's own database, as every process of a site does. */
export class Announcements {
  #client = new pg.Client();
  readonly #heard: string[] = [];

  async begin(): Promise<void> {
    this.#client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    this.#client.on("notification", ({ payload = "" }) => this.#heard.push(payload));
    await this.#client.connect();
    await this.#client.query("LISTEN colloquy_live");
  }

  end(): Promise<void> {
    return this.#client.end();
  }

  /** Finds the topics that some work announces until it is done, each once. */
  async by(work: () => Promise<unknown>): Promise<string[]> {
    const from = this.#heard.length;
    await work();
    // PostgreSQL delivers in the order of commits, so all earlier announcements have arrived.
    const end = `end:${randomUUID()}`;
    await this.#client.query("SELECT pg_notify('colloquy_live', $1)", [end]);
    await soon(() => expect(this.#heard).toContain(end));
    return [...new Set(this.#heard.slice(from, this.#heard.indexOf(end)))].sort();
  }
}

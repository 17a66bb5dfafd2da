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
    // What was announced before may still be on its way.
    const from = await this.#hearAll();
    await work();
    const until = await this.#hearAll();
    return [...new Set(this.#heard.slice(from + 1, until))].sort();
  }

  /**
   * Waits until all earlier announcements have arrived: PostgreSQL delivers them in the order of commits.
   * @returns the place of the mark that followed them
   */
  async #hearAll(): Promise<number> {
    const mark = `mark:${randomUUID()}`;
    await this.#client.query("SELECT pg_notify('colloquy_live', $1)", [mark]);
    await soon(() => expect(this.#heard).toContain(mark));
    return this.#heard.indexOf(mark);
  }
}

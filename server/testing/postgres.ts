import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../scripts/runtime/embedded";
import { migrate } from "../../scripts/runtime/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database that test files clone; nothing is written to it. */
    templateUrl: string;
  }
}

/** Starts one PostgreSQL for the run, with the migrations applied to a template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), "colloquy-test-"));
  process.env.COLLOQUY_DATA_DIR = dir;
  const { url, stop } = await startEmbedded();
  await migrate(url);
  project.provide("templateUrl", url);
  return async () => {
    await stop();
    await rm(dir, { recursive: true, force: true });
  };
}

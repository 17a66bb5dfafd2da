import fc from "fast-check";
import { afterEach, vi } from "vitest";
import { commandToRepeat, SEED } from "./tier";

// Loaded before each test file. The files of a worker share a process and its loaded
// packages. But each file loads our own modules anew, with all their state, and gets the original environment.
vi.resetModules();
const shared = globalThis as { environmentAtFirst?: NodeJS.ProcessEnv };
shared.environmentAtFirst ??= { ...process.env };
for (const name of Object.keys(process.env)) delete process.env[name];
Object.assign(process.env, shared.environmentAtFirst);

fc.configureGlobal({ seed: SEED });

afterEach(({ task }) => {
  if (task.result?.state !== "fail") return;
  console.error(`Seed ${SEED}. To run it again: ${commandToRepeat(task.file.name)}`);
});

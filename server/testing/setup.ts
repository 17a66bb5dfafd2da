import fc from "fast-check";
import { afterEach } from "vitest";
import { commandToRepeat, SEED } from "./tier";

// Loaded before each test file.
fc.configureGlobal({ seed: SEED });

afterEach(({ task }) => {
  if (task.result?.state !== "fail") return;
  console.error(`Seed ${SEED}. To try it again: ${commandToRepeat(task.file.name)}`);
});

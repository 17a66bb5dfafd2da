import { Logger, runOnce } from "graphile-worker";
import { databasePool } from "@/server/platform/database/db";
import type { Handler, Job } from "@/server/platform/queue";

/** Runs a job once, as a worker does. @throws Error if there is no handler for it */
export async function runJob(handlers: Handler[], { name }: Job, payload: unknown): Promise<void> {
  const handler = handlers.find((one) => one.name === name);
  if (!handler) throw new Error(`No handler does ${name}.`);
  await handler.run(payload, undefined as never);
}

/** Runs all queued jobs with these handlers, and resolves when none is left. */
export async function workOff(handlers: Handler[]): Promise<void> {
  await runOnce({
    pgPool: databasePool(),
    taskList: Object.fromEntries(handlers.map(({ name, run }) => [name, run])),
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
}

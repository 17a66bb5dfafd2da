import { Logger, runOnce } from "graphile-worker";
import { databasePool } from "@/server/platform/database/db";
import type { Handler, Job } from "@/server/platform/queue";

/** Runs a job once, as a worker does. @throws Error where none of the handlers does it */
export async function runJob(handlers: Handler[], { name }: Job, payload: unknown): Promise<void> {
  const handler = handlers.find((one) => one.name === name);
  if (!handler) throw new Error(`No handler does ${name}.`);
  await handler.run(payload, undefined as never);
}

/** Works off what is in the queue, with these handlers, and comes back when nothing is left. */
export async function workOff(handlers: Handler[]): Promise<void> {
  await runOnce({
    pgPool: databasePool(),
    taskList: Object.fromEntries(handlers.map(({ name, run }) => [name, run])),
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
}

import { Logger, runOnce } from "graphile-worker";
import { databasePool } from "@/server/platform/db";
import type { Handler } from "@/server/platform/queue";

/** Works off what is in the queue, with these handlers, and comes back when nothing is left. */
export async function workOff(handlers: Handler[]): Promise<void> {
  await runOnce({
    pgPool: databasePool(),
    taskList: Object.fromEntries(handlers.map(({ name, run }) => [name, run])),
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
}

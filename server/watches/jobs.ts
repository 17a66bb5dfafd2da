import "server-only";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { startDueWatches } from "./commands";
import { runWatch } from "./running/commands";
import { RUN_WATCH, SWEEP_WATCHES } from "./schema";

export const handlers: Handler[] = [
  handle(SWEEP_WATCHES, startDueWatches),
  handle(RUN_WATCH, ({ watchId }) => runWatch(watchId)),
];
export const recurring: Recurring[] = [{ pattern: "*/5 * * * *", job: SWEEP_WATCHES }];

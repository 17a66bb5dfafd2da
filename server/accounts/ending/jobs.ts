import "server-only";
import { SWEEP_ENDS } from "@/server/groups/ending/schema";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { deleteEndedGroups } from "./commands";

export const handlers: Handler[] = [handle(SWEEP_ENDS, deleteEndedGroups)];
export const recurring: Recurring[] = [{ pattern: "*/5 * * * *", job: SWEEP_ENDS }];

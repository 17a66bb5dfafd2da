import "server-only";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { completePapers } from "./commands";
import { COMPLETE } from "./schema";

export const handlers: Handler[] = [handle(COMPLETE, () => completePapers())];
export const recurring: Recurring[] = [{ pattern: "*/10 * * * *", job: COMPLETE }];

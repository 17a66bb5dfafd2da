import "server-only";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { askForAwaited } from "./commands";
import { ASK_FOR_AWAITED } from "./schema";

export const handlers: Handler[] = [handle(ASK_FOR_AWAITED, () => askForAwaited())];
export const recurring: Recurring[] = [{ pattern: "*/10 * * * *", job: ASK_FOR_AWAITED }];

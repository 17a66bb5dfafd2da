import "server-only";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { lookAgain } from "./commands";
import { LOOK_AGAIN } from "./schema";

export const handlers: Handler[] = [handle(LOOK_AGAIN, () => lookAgain())];
export const recurring: Recurring[] = [{ pattern: "17 * * * *", job: LOOK_AGAIN }];

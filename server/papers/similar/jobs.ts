import "server-only";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { comparePapers } from "./commands";
import { COMPARE_PAPERS } from "./schema";

export const handlers: Handler[] = [
  handle(COMPARE_PAPERS, async () => {
    await comparePapers();
  }),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: COMPARE_PAPERS }];

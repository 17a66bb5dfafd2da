import "server-only";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { readForMeaning } from "./commands";
import { READ_FOR_MEANING } from "./schema";

export const handlers: Handler[] = [
  handle(READ_FOR_MEANING, async () => {
    await readForMeaning();
  }),
];
// Not at the start as well: a fresh site first shows its pages.
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: READ_FOR_MEANING }];

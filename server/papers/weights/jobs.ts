import "server-only";
import { establishPeople } from "@/server/people/standing/commands";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { raiseUpvotes } from "./commands";
import { RAISE_UPVOTES } from "./schema";

export const handlers: Handler[] = [
  handle(RAISE_UPVOTES, async () => {
    await establishPeople();
    await raiseUpvotes();
  }),
];
export const recurring: Recurring[] = [{ pattern: "41 * * * *", job: RAISE_UPVOTES }];

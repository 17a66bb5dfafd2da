import "server-only";
import { db } from "@/server/platform/database/db";
import { enqueue, type Handler, handle, type Recurring } from "@/server/platform/queue";
import { pauseAfter } from "../../similar/rules";
import { refileSome } from "./commands";
import { REFILE } from "./schema";

export const handlers: Handler[] = [
  // A few papers at a time, because this runs in the process that answers people.
  handle(REFILE, async () => {
    const began = performance.now();
    if (!(await refileSome())) return;
    const runAt = new Date(Date.now() + pauseAfter(performance.now() - began));
    await enqueue(db, REFILE, null, { runAt, key: REFILE.name });
  }),
];
/** Goes on each minute after whatever stopped it. */
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: REFILE }];

import "server-only";
import { db } from "@/server/platform/database/db";
import { enqueue, type Handler, handle, type Recurring } from "@/server/platform/queue";
import { AT_A_TIME, comparePapers, countStems } from "./commands";
import { pauseAfter } from "./rules";
import { COMPARE_PAPERS } from "./schema";

export const handlers: Handler[] = [
  // A few papers at a time, because this runs in the process that answers people.
  handle(COMPARE_PAPERS, async ({ counted }) => {
    const began = performance.now();
    if (!counted) await countStems();
    const done = await comparePapers(AT_A_TIME);
    if (done < AT_A_TIME) return;
    const runAt = new Date(Date.now() + pauseAfter(performance.now() - began));
    await enqueue(db, COMPARE_PAPERS, { counted: true }, { runAt, key: COMPARE_PAPERS.name });
  }),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: COMPARE_PAPERS }];

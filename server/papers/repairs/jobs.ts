import "server-only";
import { db } from "@/server/platform/database/db";
import { enqueue, type Handler, handle, type Recurring } from "@/server/platform/queue";
import { repairAll, repairPapers } from "./commands";
import { REPAIR, REPAIR_ALL } from "./schema";

export const handlers: Handler[] = [
  handle(REPAIR, async ({ paperIds }) => {
    await repairPapers(paperIds);
  }),
  handle(REPAIR_ALL, repairAll),
];
export const recurring: Recurring[] = [{ pattern: "23 3 * * *", job: REPAIR_ALL }];

/** Looks through the catalogue once after a start, which may have brought better repairs. */
export async function enqueueRepairOfAll(): Promise<void> {
  await enqueue(db, REPAIR_ALL, null, { key: REPAIR_ALL.name });
}

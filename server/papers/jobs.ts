import "server-only";
import { db } from "@/server/platform/db";
import { enqueue, type Handler, handle, type Recurring } from "@/server/platform/queue";
import { renderAnew } from "./rendering";
import { RENDER } from "./schema";

/** Has the queue look through the catalogue at once, after a start with another renderer. */
export async function renderAtStart(): Promise<void> {
  await enqueue(db, RENDER, null, { key: RENDER.name });
}

export const handlers: Handler[] = [
  handle(RENDER, async () => {
    await renderAnew();
  }),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: RENDER }];

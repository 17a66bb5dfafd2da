import { z } from "zod";

/** Asks the sources of awaited papers again. */
export const ASK_FOR_AWAITED = { name: "papers.awaited", payload: z.unknown() };
/** One of the papers that the viewer waits for. */
export const awaitedIdInput = z.object({ awaitedId: z.uuid() });
/** Notifies a person that a paper has come, or was given up. */
export const AWAITED_ENDED = {
  name: "papers.awaitedEnded",
  payload: z.object({ awaitedId: z.uuid() }),
};

import { z } from "zod";
import { emailAddress, timeZone } from "@/server/platform/text";

export const subscriptionInput = z.object({
  cadence: z.enum(["daily", "weekly", "off"]),
  hour: z.number().int().min(0).max(23).default(8),
  weekday: z.number().int().min(1).max(7).default(1),
  timeZone,
});
export const subscribeInput = z.object({ email: emailAddress, timeZone: timeZone.default("UTC") });
export const linkInput = z.object({ token: z.string().min(20).max(2000) });

/** Papers in one digest: what one reads over a coffee. */
export const DIGEST_PAPERS = 10;

export const TICK = { name: "digests.tick", payload: z.unknown() };
export const LOST = { name: "digests.findLost", payload: z.unknown() };
export const SEND = { name: "digests.send", payload: z.object({ digestId: z.uuid() }) };
// The job signs the link itself, so that none waits in the queue.
export const CONFIRM_MAIL = {
  name: "digests.confirmMail",
  payload: z.object({ email: z.string(), timeZone: z.string(), askedAt: z.coerce.date() }),
};

import { z } from "zod";
import { emailAddress, line, listPosition } from "@/server/platform/text/inputs";

/** Lists that operators see, of digests, reports and addresses. */
export const LISTS = ["waiting", "failed", "sent", "reports", "suppressed"] as const;
export type MailList = (typeof LISTS)[number];

/** Days in the chart. */
export const PICTURE_DAYS = 30;

/** Part of an address to search for. */
const addressPart = z.string().trim().max(254, "The address is too long.").default("");

export const mailListInput = z.object({ page: listPosition, address: addressPart });
export const digestListInput = z.object({
  ...mailListInput.shape,
  list: z.enum(["waiting", "failed", "sent"]),
});
export const retryInput = z.object({ digestId: z.uuid() });
export const suppressInput = z.object({ email: emailAddress, note: line(200, "The note") });
export const unsuppressInput = z.object({ email: emailAddress });

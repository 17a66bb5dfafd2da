import "server-only";
import { reports } from "@/server/digests/bounces/commands";
import { answers } from "@/server/notifications/replies/commands";
import { listenForMail, type MailIn } from "@/server/platform/mail/receiving-smtp";

/** All postboxes that receive email. */
export const postboxes = [answers, reports] as const;

/** Receives email by SMTP if a port is configured; null if none is. */
export function startMailIn(): Promise<MailIn | null> {
  return listenForMail(postboxes);
}

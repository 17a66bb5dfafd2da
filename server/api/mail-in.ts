import "server-only";
import { reportPostbox } from "@/server/digests/bounces/commands";
import { replyPostbox } from "@/server/notifications/replies/commands";
import { listenForMail, type MailIn } from "@/server/platform/mail/receiving-smtp";

/** Whatever takes mail in. */
export const postboxes = [replyPostbox, reportPostbox] as const;

/** Receives email by SMTP if a port is configured; null if none is. */
export function startMailIn(): Promise<MailIn | null> {
  return listenForMail(postboxes);
}

import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { EMAIL_CHANGE_MAIL, EMAIL_CHANGED_MAIL, SIGN_IN_MAIL, SWEEP } from "./schema";
import { deleteOldLinks, sendLink } from "./sign-in/commands";
import { sendChangedNotice, sendChangeLink } from "./sign-in/email-change/commands";

/** Deletes expired sign-in links and sessions. */
async function sweep(): Promise<void> {
  const expired = { where: { expiresAt: { lte: now() } } };
  await deleteOldLinks();
  await db.emailChange.deleteMany(expired);
  await db.session.deleteMany(expired);
}

export const handlers: Handler[] = [
  handle(SIGN_IN_MAIL, sendLink),
  handle(EMAIL_CHANGE_MAIL, sendChangeLink),
  handle(EMAIL_CHANGED_MAIL, sendChangedNotice),
  handle(SWEEP, sweep),
];
export const recurring: Recurring[] = [{ pattern: "17 * * * *", job: SWEEP }];

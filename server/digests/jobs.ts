import "server-only";
import { setTimeout } from "node:timers/promises";
import { ADDRESS_PROVEN } from "@/server/people/schema";
import { env } from "@/server/platform/env";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { sign } from "@/server/platform/secrets/signed-link";
import { confirmSubscriptionPath } from "@/server/platform/web/addresses";
import { claimForPerson } from "./claiming/commands";
import { ConfirmMail } from "./composing/emails";
import { writeDueDigests } from "./gathering/due";
import { CONFIRM_MAIL, SEND, SUBSCRIBE, TICK } from "./schema";
import { isDigestDueSoon, sendWaiting } from "./sending/commands";
import { describeRequest } from "./subscriptions/by-address";

/** Milliseconds between looks for digests that wait only for their turn within the rates. */
const PAUSE_MS = 250;

/** Whether this process is sending, and whether sending was requested since it last looked. */
let [isSending, isRequested] = [false, false];

/**
 * Sends waiting digests, also those that wait for their turn, until none is left. Only one job per process does
 * this; other jobs leave it to that one, so that digests do not hold up other emails.
 */
async function sendAll(): Promise<void> {
  isRequested = true;
  if (isSending) return;
  isSending = true;
  try {
    while (isRequested) {
      isRequested = false;
      do await sendWaiting();
      while (await isDigestDueSoon().then((soon) => soon && setTimeout(PAUSE_MS, true)));
    }
  } finally {
    isSending = false;
  }
}

export const handlers: Handler[] = [
  handle(TICK, async () => {
    await writeDueDigests();
    await sendAll();
  }),
  handle(SEND, sendAll),
  handle(ADDRESS_PROVEN, claimForPerson),
  handle(CONFIRM_MAIL, async ({ email, timeZone, askedAt, about }) => {
    const token = sign(SUBSCRIBE, { email, timeZone, askedAt: askedAt.getTime(), about });
    const link = `${env().SITE_URL}${confirmSubscriptionPath(token)}`;
    const words = await describeRequest(about);
    const body = await renderMail(ConfirmMail({ link, about: words }));
    await sendMail({ to: email, subject: `Confirm: ${words} by email`, ...body });
  }),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: TICK }];

import "server-only";
import { setTimeout } from "node:timers/promises";
import { env } from "@/server/platform/env";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { sign } from "@/server/platform/signed-link";
import { ConfirmMail } from "./composing/emails";
import { takeDue } from "./gathering/due";
import { CONFIRM_MAIL, SEND, SUBSCRIBE, TICK } from "./schema";
import { comesSoon, sendWaiting } from "./sending/commands";
import { aboutInWords } from "./subscriptions/by-address";

/** Milliseconds between looks at what waits only for its turn within the rates. */
const PAUSE = 250;

/** Whether this process sends, and whether it was asked to since it looked last. */
let [sends, asked] = [false, false];

/**
 * Sends what waits, and what waits for its turn, until that is over. One job of a process does; who comes
 * meanwhile leaves it to that one, so that other mails are not kept waiting by digests.
 */
async function sendAll(): Promise<void> {
  asked = true;
  if (sends) return;
  sends = true;
  try {
    while (asked) {
      asked = false;
      do await sendWaiting();
      while (await comesSoon().then((soon) => soon && setTimeout(PAUSE, true)));
    }
  } finally {
    sends = false;
  }
}

export const handlers: Handler[] = [
  handle(TICK, async () => {
    await takeDue();
    await sendAll();
  }),
  handle(SEND, sendAll),
  handle(CONFIRM_MAIL, async ({ email, timeZone, askedAt, about }) => {
    const token = sign(SUBSCRIBE, { email, timeZone, askedAt: askedAt.getTime(), about });
    const link = `${env().SITE_URL}/subscribe/confirm?token=${token}`;
    const words = await aboutInWords(about);
    const body = await renderMail(ConfirmMail({ link, about: words }));
    await sendMail({ to: email, subject: `Confirm: ${words} by email`, ...body });
  }),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: TICK }];

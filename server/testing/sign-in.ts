// Signs in by email as a person does: the request, the email, the button.
import PostalMime, { type Email } from "postal-mime";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { createCaller } from "@/server/api/root";
import { confirmSignIn } from "@/server/api/routes/sign-in";
import { handlers } from "@/server/people/jobs";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import type { Browser } from "./browser";
import { workOff } from "./database/jobs";
import { ownMailServer } from "./mail-server";
import { callBy } from "./world";

export const SITE = "http://localhost:3000";
export const MINUTE = 60_000;

/** Starts a mail server for the tests of a file. @returns the emails that have arrived since the test began */
export function ownInbox(): Email[] {
  const inbox: Email[] = [];
  const server = ownMailServer({ MAIL_FROM: "Colloquy <reading@example.org>" });
  beforeEach(async () => {
    inbox.length = 0;
    server.beforeAccept = async () => {
      expect(server.accepted).toHaveLength(inbox.length + 1);
      inbox.push(await PostalMime.parse(server.accepted[inbox.length]?.raw ?? ""));
    };
    await db.rateLimit.deleteMany();
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  });
  afterEach(() => {
    setClock(undefined);
    vi.useRealTimers();
    delete process.env.SITE_URL;
    forgetEnv();
  });
  return inbox;
}

export const guest = () => createCaller(callBy(null));

/** Asks for a link, lets the queue send it, and reads the email that arrived. */
export async function mailedLink(inbox: Email[], email: string, to = "/"): Promise<URL> {
  await guest().people.requestLink({ email, to });
  await workOff(handlers);
  return linkIn(inbox.at(-1));
}

export function linkIn(mail: Email | undefined): URL {
  const [found] = /https?:\/\/\S+\/sign-in\/confirm\?\S+/.exec(mail?.text ?? "") ?? [];
  return new URL(found ?? "");
}

export function fieldsOf(link: URL): Record<string, string> {
  return Object.fromEntries(link.searchParams);
}

export function press(browser: Browser, link: URL, other: Record<string, string> = {}) {
  return browser.post(confirmSignIn, "/api/sign-in/confirm", { ...fieldsOf(link), ...other });
}

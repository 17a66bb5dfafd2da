import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { sendMail } from "@/server/platform/mail";
import { rendered } from "@/server/platform/mail-layout";
import { enqueue, type Handler, handle } from "@/server/platform/queue";
import { newSecret } from "@/server/platform/secret";
import { EmailChangeMail, SignInMail } from "./emails";
import type { linkInput } from "./schema";

/** How long a link in a mail works. */
export const LINK_SECONDS = 15 * 60;
const LINKS_PER_ADDRESS: Limit = { name: "sign-in-address", points: 5, perSeconds: 3600 };
const LINKS_PER_IP: Limit = { name: "sign-in-ip", points: 30, perSeconds: 3600 };

const SIGN_IN_MAIL = {
  name: "people.signInMail",
  payload: z.object({ to: z.string(), link: z.string() }),
};
export const EMAIL_CHANGE_MAIL = {
  name: "people.emailChangeMail",
  payload: z.object({ to: z.string(), link: z.string() }),
};

export const handlers: Handler[] = [
  handle(SIGN_IN_MAIL, async ({ to, link }) => {
    const body = await rendered(SignInMail({ link, site: env().SITE_URL }));
    await sendMail({ to, subject: "Your link to sign in to Colloquy", ...body });
  }),
  handle(EMAIL_CHANGE_MAIL, async ({ to, link }) => {
    const body = await rendered(EmailChangeMail({ link }));
    await sendMail({ to, subject: "Confirm your new address", ...body });
  }),
];

/** What next-auth keeps of a token: SHA-256 of token and secret, hex. */
export function signInTokenHash(token: string): string {
  return createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex");
}

/**
 * Sends a link to sign in. The answer is the same whether or not the address is known.
 * @throws Refusal TOO_MANY after 5 mails an hour to an address, 30 an hour from a network address
 */
export async function requestLink(
  { email, to }: z.output<typeof linkInput>,
  ip: string,
): Promise<void> {
  await spend(LINKS_PER_IP, ip);
  await spend(LINKS_PER_ADDRESS, email);
  const token = newSecret();
  const link = new URL("/sign-in/confirm", env().SITE_URL);
  link.search = new URLSearchParams({ token, email, to }).toString();
  await transact(async (tx) => {
    await tx.signInToken.create({
      data: {
        tokenHash: signInTokenHash(token),
        email,
        expiresAt: new Date(now().getTime() + LINK_SECONDS * 1000),
      },
    });
    await enqueue(tx, SIGN_IN_MAIL, { to: email, link: link.href });
  });
}

/** Uses a link up. @returns whether it was there, for this address and in time */
export async function takeSignInToken(tokenHash: string, email: string): Promise<Date | null> {
  const [taken] = await db.$queryRaw<{ expiresAt: Date }[]>`
    DELETE FROM "SignInToken" WHERE "tokenHash" = ${tokenHash} AND email = ${email} RETURNING "expiresAt"`;
  return taken && taken.expiresAt > now() ? taken.expiresAt : null;
}

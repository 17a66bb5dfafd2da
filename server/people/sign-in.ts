import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { sendMail } from "@/server/platform/mail";
import { rendered } from "@/server/platform/mail-layout";
import { enqueue } from "@/server/platform/queue";
import { newSecret } from "@/server/platform/secret";
import { SignInMail } from "./emails";
import { type linkInput, SIGN_IN_MAIL } from "./schema";

/** How long a link in a mail works. */
export const LINK_SECONDS = 15 * 60;
/** A mail that could not be sent for this long is not sent any more: nobody waits for it. */
const STALE_MS = 3_600_000;

const LINKS_PER_ADDRESS: Limit = { name: "sign-in-address", points: 5, perSeconds: 3600 };
const LINKS_PER_IP: Limit = { name: "sign-in-ip", points: 30, perSeconds: 3600 };
const ATTEMPTS_PER_IP: Limit = { name: "sign-in-attempt", points: 100, perSeconds: 600 };

/** What next-auth keeps of a token: SHA-256 of token and secret, hex. */
function signInTokenHash(token: string): string {
  return createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex");
}

/** Whether a mail was asked for too long ago to be sent. */
export function isStale(askedAt: Date): boolean {
  return now().getTime() - askedAt.getTime() > STALE_MS;
}

/** When a link that is mailed now stops working. */
export function linkExpiry(): Date {
  return new Date(now().getTime() + LINK_SECONDS * 1000);
}

/**
 * Has a link to sign in sent. The answer is the same whether or not the address is known.
 * @throws Refusal TOO_MANY after 5 mails an hour to an address, 30 an hour from a network address
 */
export async function requestLink(
  { email, to }: z.output<typeof linkInput>,
  ip: string,
): Promise<void> {
  await spend(LINKS_PER_IP, ip);
  await spend(LINKS_PER_ADDRESS, email);
  await transact((tx) => enqueue(tx, SIGN_IN_MAIL, { email, to, askedAt: now().toISOString() }));
}

/** The job behind requestLink: makes the link and mails it. */
export async function sendLink({
  email,
  to,
  askedAt,
}: z.output<typeof SIGN_IN_MAIL.payload>): Promise<void> {
  if (isStale(askedAt)) return;
  const token = newSecret();
  const { SITE_URL } = env();
  const link = new URL("/sign-in/confirm", SITE_URL);
  link.search = new URLSearchParams({ token, email, to }).toString();
  await db.signInToken.create({
    data: {
      tokenHash: signInTokenHash(token),
      email,
      createdAt: now(),
      expiresAt: linkExpiry(),
    },
  });
  const body = await rendered(SignInMail({ link: link.href, site: SITE_URL }));
  await sendMail({ to: email, subject: "Your link to sign in to Colloquy", ...body });
}

/** Counts an attempt to sign in. @throws Refusal TOO_MANY */
export async function spendAttempt(ip: string): Promise<void> {
  await spend(ATTEMPTS_PER_IP, ip);
}

/** Uses a link up. @returns until when it was good, or null where it is not for this address or not in time */
export async function takeSignInToken(tokenHash: string, email: string): Promise<Date | null> {
  const [taken] = await db.$queryRaw<{ expiresAt: Date }[]>`
    DELETE FROM "SignInToken" WHERE "tokenHash" = ${tokenHash} AND email = ${email} RETURNING "expiresAt"`;
  return taken && taken.expiresAt > now() ? taken.expiresAt : null;
}

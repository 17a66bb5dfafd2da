import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { countUse, type Limit, networkOf, spend } from "@/server/platform/limits";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { enqueue } from "@/server/platform/queue";
import { newSecret } from "@/server/platform/secret";
import { SignInMail } from "../emails";
import { mailboxOf } from "../rules";
import { type linkInput, SIGN_IN_MAIL } from "../schema";

/** How long a link in a mail works. */
export const LINK_SECONDS = 15 * 60;
/** A mail that could not be sent for this long is not sent any more: nobody waits for it. */
const STALE_MS = 3_600_000;

/** Mails that one asker has sent to one address, and that all of them together have. */
const LINKS_PER_PAIR: Limit = { name: "sign-in-pair", points: 5, perSeconds: 3600 };
const LINKS_PER_ADDRESS: Limit = { name: "sign-in-address", points: 20, perSeconds: 3600 };
/** Mails to all addresses with a tag of one mailbox: there is no end of tags. */
const LINKS_PER_TAGGED: Limit = { name: "sign-in-tagged", points: 20, perSeconds: 3600 };
/** Asking prolongs a link up to this age: longer than its mailbox has to wait for new ones. */
const PROLONGED_MS = 75 * 60_000;
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
 * Has a link to sign in sent. Beyond five mails an hour for one asker, or twenty for the address, nothing is sent, but
 * the newest link that was not used is good for another fifteen minutes: nobody can lock somebody else out by
 * asking. The answer is always the same: it tells neither whether the address is known nor which way it went.
 * @throws Refusal TOO_MANY after 30 requests an hour from a network address
 */
export async function requestLink(
  { email, to }: z.output<typeof linkInput>,
  ip: string,
): Promise<void> {
  await spend(LINKS_PER_IP, ip);
  const byAsker = await countUse(LINKS_PER_PAIR, `${networkOf(ip)} ${email}`);
  const within = byAsker <= LINKS_PER_PAIR.points;
  const byAll = within ? await countUse(LINKS_PER_ADDRESS, email) : 0;
  const mailbox = mailboxOf(email);
  const flooded =
    mailbox !== email && (await countUse(LINKS_PER_TAGGED, mailbox)) > LINKS_PER_TAGGED.points;
  const enough = flooded || !within || byAll > LINKS_PER_ADDRESS.points;
  if (enough && ((await prolonged(email)) || flooded)) return;
  const last = byAsker >= LINKS_PER_PAIR.points || byAll >= LINKS_PER_ADDRESS.points;
  const payload = { email, to, askedAt: now().toISOString(), last };
  // Who asks while a mail waits to be sent is sent that one.
  await transact((tx) => enqueue(tx, SIGN_IN_MAIL, payload, { key: `sign-in ${email}` }));
}

/** Makes the newest link to an address good for longer. @returns whether there is one that was not used */
async function prolonged(email: string): Promise<boolean> {
  const since = new Date(now().getTime() - PROLONGED_MS);
  const changed = await db.$executeRaw`
    UPDATE "SignInToken" SET "expiresAt" = ${linkExpiry()} WHERE "tokenHash" = (
      SELECT "tokenHash" FROM "SignInToken" WHERE email = ${email} AND "createdAt" > ${since}
      ORDER BY "createdAt" DESC, "tokenHash" LIMIT 1)`;
  return changed > 0;
}

/** Throws away links that nobody used and nobody can prolong any more. */
export async function forgetOldLinks(): Promise<void> {
  const over = { lte: new Date(now().getTime() - PROLONGED_MS) };
  await db.signInToken.deleteMany({ where: { expiresAt: { lte: now() }, createdAt: over } });
}

/** The job behind requestLink: makes the link and mails it. */
export async function sendLink({
  email,
  to,
  askedAt,
  last,
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
  const body = await renderMail(SignInMail({ link: link.href, site: SITE_URL, last }));
  const asked = (await db.person.count({ where: { email } })) > 0;
  await sendMail({ to: email, subject: "Your link to sign in to Colloquy", ...body, asked });
}

/** Counts an attempt to sign in. @throws Refusal TOO_MANY */
export async function spendAttempt(ip: string): Promise<void> {
  await spend(ATTEMPTS_PER_IP, ip);
}

/** Uses a link up. @returns until when it was good, or null where it is not for this address or not in time */
export async function takeSignInToken(tokenHash: string, email: string): Promise<Date | null> {
  const [taken] = await db.$queryRaw<{ expiresAt: Date }[]>`
    DELETE FROM "SignInToken" WHERE "tokenHash" = ${tokenHash} AND email = ${email} AND "expiresAt" > ${now()}
    RETURNING "expiresAt"`;
  if (!taken) return null;
  // Else one of them would be prolonged, while its reader looks for it in the newest mail.
  await db.signInToken.deleteMany({ where: { email, expiresAt: { lte: now() } } });
  return taken.expiresAt;
}

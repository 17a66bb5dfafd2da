import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { countUse, type Limit, networkOf, spend } from "@/server/platform/limits";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { enqueue } from "@/server/platform/queue";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { confirmSignInPath } from "@/server/platform/web/addresses";
import { SignInMail } from "../emails";
import { mailboxOf } from "../rules";
import { type linkInput, SIGN_IN_MAIL } from "../schema";
import { codeHashOf, newCode } from "./codes/codes";
import { CODE_SECONDS, codeInWords } from "./codes/rules";

/** Seconds that an emailed link works. */
export const LINK_SECONDS = CODE_SECONDS;
/** An email older than this is no longer sent, because nobody is waiting for it. */
const STALE_MS = 3_600_000;

/** Emails from one network address to one email address, and from all of them together. */
const LINKS_PER_PAIR: Limit = { name: "sign-in-pair", points: 5, perSeconds: 3600 };
const LINKS_PER_ADDRESS: Limit = { name: "sign-in-address", points: 20, perSeconds: 3600 };
/** Emails to all tagged addresses of one mailbox together, because tags are unlimited. */
const LINKS_PER_TAGGED: Limit = { name: "sign-in-tagged", points: 20, perSeconds: 3600 };
/** Asking prolongs a link up to this age, which is longer than the wait for a new email. */
const PROLONGED_MS = 75 * 60_000;
const LINKS_PER_IP: Limit = { name: "sign-in-ip", points: 30, perSeconds: 3600 };
const ATTEMPTS_PER_IP: Limit = { name: "sign-in-attempt", points: 100, perSeconds: 600 };

/** Hashes a token as next-auth stores it: SHA-256 of token and secret, in hex. */
function signInTokenHash(token: string): string {
  return createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex");
}

/** Tells whether an email was requested too long ago to be sent. */
export function isStale(askedAt: Date): boolean {
  return now().getTime() - askedAt.getTime() > STALE_MS;
}

/** The instant at which a link emailed now stops working. */
export function linkExpiry(): Date {
  return new Date(now().getTime() + LINK_SECONDS * 1000);
}

/**
 * Has a sign-in link sent. Beyond five emails an hour for one caller, or twenty for the address, nothing is sent, but
 * the newest unused link works for another fifteen minutes, so that nobody can lock another person out by
 * asking. The answer is always the same: it reveals neither whether the address is known nor whether an email was sent.
 * @throws Refusal TOO_MANY after 30 requests an hour from a network address
 */
export async function requestLink(
  { email, to, ticket }: z.output<typeof linkInput>,
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
  if (enough && ((await prolongLink(email)) || flooded)) return;
  const last = byAsker >= LINKS_PER_PAIR.points || byAll >= LINKS_PER_ADDRESS.points;
  const payload = {
    ...{ email, to, askedAt: now().toISOString(), last },
    ...(ticket ? { ticketHash: hashSecret(ticket) } : {}),
  };
  // A request made while an email waits to be sent is served by that email.
  await transact((tx) => enqueue(tx, SIGN_IN_MAIL, payload, { key: `sign-in ${email}` }));
}

/** Prolongs the newest link to an address. @returns whether there is an unused one */
async function prolongLink(email: string): Promise<boolean> {
  const since = new Date(now().getTime() - PROLONGED_MS);
  const changed = await db.$executeRaw`
    UPDATE "SignInToken" SET "expiresAt" = ${linkExpiry()} WHERE "tokenHash" = (
      SELECT "tokenHash" FROM "SignInToken" WHERE email = ${email} AND "createdAt" > ${since}
      ORDER BY "createdAt" DESC, "tokenHash" LIMIT 1)`;
  return changed > 0;
}

/** Deletes unused links that can no longer be prolonged. */
export async function deleteOldLinks(): Promise<void> {
  const over = { lte: new Date(now().getTime() - PROLONGED_MS) };
  await db.signInToken.deleteMany({ where: { expiresAt: { lte: now() }, createdAt: over } });
}

/** The job of requestLink: creates the link and the code, and emails both. */
export async function sendLink({
  email,
  to,
  askedAt,
  last,
  ticketHash,
}: z.output<typeof SIGN_IN_MAIL.payload>): Promise<void> {
  if (isStale(askedAt)) return;
  const token = newSecret();
  const { SITE_URL } = env();
  const link = SITE_URL + confirmSignInPath(token, email, to);
  const code = ticketHash ? newCode() : null;
  await db.signInToken.create({
    data: {
      tokenHash: signInTokenHash(token),
      email,
      ...(ticketHash && code ? { ticketHash, codeHash: codeHashOf(code, ticketHash) } : {}),
      createdAt: now(),
      expiresAt: linkExpiry(),
    },
  });
  const body = await renderMail(
    SignInMail({ link, code: code && codeInWords(code), site: SITE_URL, last }),
  );
  const asked = (await db.person.count({ where: { email } })) > 0;
  await sendMail({ to: email, subject: "Your link to sign in to Colloquy", ...body, asked });
}

/** Seconds between proving an address by another link and the session that follows in the same request. */
const GRANT_SECONDS = 60;

/**
 * Grants one sign-in to the holder of an address which a link of another kind has just proven. It is used up by
 * `confirmLink` in the same request, and so passes the same guards as a link to sign in.
 * @returns the token
 */
export async function grantSignIn(tx: Tx, email: string): Promise<string> {
  const token = newSecret();
  const expiresAt = new Date(now().getTime() + GRANT_SECONDS * 1000);
  // Without an age at which `prolongLink` would take it for a link that somebody has.
  const createdAt = new Date(now().getTime() - 2 * PROLONGED_MS);
  await tx.signInToken.create({
    data: { tokenHash: signInTokenHash(token), email, createdAt, expiresAt },
  });
  return token;
}

/** Counts an attempt to sign in. @throws Refusal TOO_MANY */
export async function spendAttempt(ip: string): Promise<void> {
  await spend(ATTEMPTS_PER_IP, ip);
}

/** Uses a link up. @returns its expiry, or null if it is for another address or too late */
export async function takeSignInToken(tokenHash: string, email: string): Promise<Date | null> {
  const [taken] = await db.$queryRaw<{ expiresAt: Date }[]>`
    DELETE FROM "SignInToken" WHERE "tokenHash" = ${tokenHash} AND email = ${email} AND "expiresAt" > ${now()}
    RETURNING "expiresAt"`;
  if (!taken) return null;
  // Otherwise an older link would be prolonged while its reader looks for it in the newest email.
  await db.signInToken.deleteMany({ where: { email, expiresAt: { lte: now() } } });
  return taken.expiresAt;
}

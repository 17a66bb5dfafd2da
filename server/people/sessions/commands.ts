import "server-only";
import { stringifySetCookie } from "cookie";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { cookieName, readCookie } from "@/server/platform/web/cookies";
import type { Viewer } from "../policy";
import { noteActive } from "../standing/commands";

/** Seconds from the last day of use to the end of a session. */
export const SESSION_SECONDS = 30 * 24 * 3600;
const TOUCH_MS = 24 * 3600 * 1000;
/** Seconds that the cookie lives. The session itself is prolonged in the database; browsers keep no cookie longer. */
const COOKIE_SECONDS = 400 * 24 * 3600;

export interface OpenSession {
  id: string;
  expiresAt: Date;
  viewer: Viewer;
}

/** The name of the session's cookie. */
export function sessionCookieName(): string {
  return cookieName("session", isHttps());
}

/** Tells whether the site's public address is https. */
export function isHttps(): boolean {
  return env().SITE_URL.startsWith("https:");
}

/** Reads a cookie header. @returns the session's token, or null */
export function tokenFromCookies(header: string | null): string | null {
  return readCookie(header, "session", isHttps());
}

/** Finds the open session with this token, in one query. Prolongs it once a day. */
export async function sessionByToken(token: string): Promise<OpenSession | null> {
  // Any cookie that a browser sends arrives here. A value that cannot be a token needs no query.
  if (token.length > 100) return null;
  const [session] = await db.$queryRaw<SessionRow[]>`
    SELECT s.id AS "sessionId", s."expiresAt", s."lastSeenAt", p.id, p.handle, p.name, p."timeZone",
      p."suspendedAt" IS NOT NULL AS suspended, p."welcomedAt" IS NOT NULL AS welcomed,
      p."moderatorSince" IS NOT NULL AS moderator, p."operatorSince" IS NOT NULL AS operator
    FROM "Session" s JOIN "Person" p ON p.id = s."personId"
    WHERE s."tokenHash" = ${hashSecret(token)} AND s."expiresAt" > ${now()} AND p."deletedAt" IS NULL`;
  if (!session) return null;
  const { sessionId: id, expiresAt, lastSeenAt, ...viewer } = session;
  const old = now().getTime() - lastSeenAt.getTime() > TOUCH_MS;
  return { id, expiresAt: old ? await touch(id, viewer.id) : expiresAt, viewer };
}

type SessionRow = Viewer & { sessionId: string; expiresAt: Date; lastSeenAt: Date };

async function touch(id: string, personId: string): Promise<Date> {
  const lastSeenAt = now();
  const expiresAt = new Date(lastSeenAt.getTime() + SESSION_SECONDS * 1000);
  await db.session.updateMany({ where: { id }, data: { lastSeenAt, expiresAt } });
  await noteActive(personId);
  return expiresAt;
}

/** Opens a session with this token, of which only a hash is stored. @returns when it ends */
export async function openSessionWith(
  token: string,
  personId: string,
  userAgent = "",
): Promise<Date> {
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_SECONDS * 1000);
  await db.session.create({
    data: {
      tokenHash: hashSecret(token),
      personId,
      userAgent: shortened(userAgent),
      createdAt,
      lastSeenAt: createdAt,
      expiresAt,
    },
  });
  await noteActive(personId);
  return expiresAt;
}

/** Opens a session. @returns its token, for the cookie */
export async function openSession(personId: string, userAgent: string): Promise<string> {
  const token = newSecret();
  await openSessionWith(token, personId, userAgent);
  return token;
}

/** Records the browser of a session. */
export async function recordBrowser(token: string, userAgent: string): Promise<void> {
  const where = { tokenHash: hashSecret(token) };
  await db.session.updateMany({ where, data: { userAgent: shortened(userAgent) } });
}

// Headers are bytes. Cut and cleaned, any of them fits into the column.
function shortened(userAgent: string): string {
  return userAgent.replaceAll("\0", "").slice(0, 300).toWellFormed();
}

/** Ends a session. Its cookie no longer works. */
export async function closeSession(token: string): Promise<void> {
  await db.session.deleteMany({ where: { tokenHash: hashSecret(token) } });
}

/** Ends a session again if its person no longer has this address. @returns whether it stays open */
export async function closeUnlessAt(token: string, address: string): Promise<boolean> {
  const moved = { OR: [{ email: null }, { email: { not: address } }] };
  const { count } = await db.session.deleteMany({
    where: { tokenHash: hashSecret(token), person: moved },
  });
  return count === 0;
}

/** A Set-Cookie line for this site alone, which no script can read; null as value deletes the cookie. */
export function cookieOfSite(name: string, value: string | null, seconds: number): string {
  return stringifySetCookie({
    name,
    value: value ?? "",
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps(),
    maxAge: value ? seconds : 0,
  });
}

/** The Set-Cookie line that opens a session in the browser, or with null ends it there. */
export function sessionCookie(token: string | null): string {
  return cookieOfSite(sessionCookieName(), token, COOKIE_SECONDS);
}

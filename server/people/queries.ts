import "server-only";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { refuse } from "@/server/platform/refusal";
import { hashSecret } from "@/server/platform/secret";
import type { Viewer } from "./policy";

/** Ends of addresses that the demo's people have; no mail can ever be sent there (RFC 2606). */
const DEMO = "@demo.invalid";

/** Ways to sign in with an account elsewhere, as buttons. */
export function outsideSignIns(): { id: string; name: string }[] {
  const set = env();
  return [
    ...(set.GITHUB_CLIENT_ID && set.GITHUB_CLIENT_SECRET ? [{ id: "github", name: "GitHub" }] : []),
    ...(set.GOOGLE_CLIENT_ID && set.GOOGLE_CLIENT_SECRET ? [{ id: "google", name: "Google" }] : []),
    ...(set.ORCID_CLIENT_ID && set.ORCID_CLIENT_SECRET ? [{ id: "orcid", name: "ORCID" }] : []),
    ...(set.OIDC_ISSUER && set.OIDC_CLIENT_ID && set.OIDC_CLIENT_SECRET
      ? [{ id: "oidc", name: set.OIDC_NAME ?? "OpenID Connect" }]
      : []),
  ];
}

/** The viewer's own profile and open sessions. */
export async function profile(viewer: Viewer, sessionToken: string | null) {
  const person = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: {
      name: true,
      handle: true,
      email: true,
      timeZone: true,
      accounts: { select: { provider: true } },
      sessions: {
        select: { id: true, tokenHash: true, userAgent: true, createdAt: true, lastSeenAt: true },
        orderBy: { lastSeenAt: "desc" },
        take: 50,
      },
    },
  });
  const mine = sessionToken ? hashSecret(sessionToken) : null;
  const sessions = person.sessions.map(({ tokenHash, ...rest }) => ({
    ...rest,
    here: tokenHash === mine,
  }));
  return { ...person, sessions };
}

/** Everything the site keeps that is the viewer's own. */
export async function exportData(viewer: Viewer) {
  const at = { createdAt: true } as const;
  const paper = { select: { slug: true, title: true } } as const;
  return db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: {
      handle: true,
      name: true,
      email: true,
      timeZone: true,
      createdAt: true,
      accounts: { select: { provider: true, ...at } },
      sessions: { select: { userAgent: true, lastSeenAt: true, ...at } },
      upvotes: { select: { paper, ...at } },
      papersAdded: { select: { slug: true, title: true, addedAt: true } },
      memberships: {
        select: { group: { select: { slug: true, name: true } }, role: true, joinedAt: true },
      },
      joinRequests: { select: { group: { select: { slug: true } }, message: true, ...at } },
      nominations: { select: { paper, group: { select: { slug: true } }, pitch: true, ...at } },
      votes: { select: { ballotId: true, answer: true, ...at } },
      comments: { select: { threadId: true, body: true, editedAt: true, deletedAt: true, ...at } },
      subscription: {
        select: { cadence: true, hour: true, weekday: true, timeZone: true, sources: true },
      },
    },
  });
}

/** Whether the mailbox page exists for this caller: embedded default, no SMTP server, from loopback. */
export function hasMailbox(ip: string): boolean {
  const { EMBEDDED, SMTP_URL } = env();
  return EMBEDDED && !SMTP_URL && isIP(ip) !== 0 && ipaddr.process(ip).range() === "loopback";
}

/** The mails that were not sent, newest first, and the people of the demo. @throws Refusal NOT_FOUND */
export async function mailbox(ip: string) {
  if (!hasMailbox(ip)) refuse("NOT_FOUND");
  const [mails, people] = await Promise.all([
    db.mailMessage.findMany({
      select: { id: true, to: true, subject: true, text: true, createdAt: true },
      orderBy: { id: "desc" },
      take: 50,
    }),
    db.person.findMany({
      where: { email: { endsWith: DEMO }, deletedAt: null },
      select: { handle: true, name: true },
      orderBy: { createdAt: "asc" },
      take: 20,
    }),
  ]);
  return { mails, people };
}

/** A person of the demo, by handle. @throws Refusal NOT_FOUND for everybody else */
export async function demoPerson(handle: string, ip: string): Promise<string> {
  if (!hasMailbox(ip)) refuse("NOT_FOUND");
  const found = await db.person.findFirst({
    where: { handle, email: { endsWith: DEMO }, deletedAt: null },
    select: { id: true },
  });
  return found?.id ?? refuse("NOT_FOUND");
}

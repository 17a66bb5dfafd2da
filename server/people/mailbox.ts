import "server-only";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { refuse } from "@/server/platform/refusal";

/** Ends of addresses that the demo's people have; no mail can ever be sent there (RFC 2606). */
const DEMO = "@demo.invalid";

/**
 * Whether the mailbox page exists for this caller: embedded default, no SMTP server, from loopback.
 * A site with a public address has none: behind a proxy on the same machine, which nobody named as
 * trusted, the whole world would come from loopback.
 */
export function hasMailbox(ip: string): boolean {
  const { EMBEDDED, SMTP_URL, SITE_URL } = env();
  const { hostname } = new URL(SITE_URL);
  const local = hostname === "localhost" || isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"));
  return EMBEDDED && !SMTP_URL && local && isLoopback(ip);
}

function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && ipaddr.process(address).range() === "loopback";
}

/** The mails that were not sent, newest first, and the people of the demo. @throws Refusal NOT_FOUND */
export async function mailbox(ip: string) {
  if (!hasMailbox(ip)) refuse("NOT_FOUND");
  const [mails, people] = await Promise.all([
    db.mailMessage.findMany({
      select: { id: true, to: true, subject: true, text: true, createdAt: true },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 50,
    }),
    db.person.findMany({
      where: { email: { endsWith: DEMO }, deletedAt: null },
      select: { handle: true, name: true },
      orderBy: [{ createdAt: "asc" }, { handle: "asc" }],
      take: 20,
    }),
  ]);
  return { mails, people, site: env().SITE_URL };
}

/** A person of the demo, by handle. @throws Refusal NOT_FOUND for everybody else */
export async function demoPerson(handle: string, ip: string): Promise<string> {
  if (!hasMailbox(ip)) refuse("NOT_FOUND");
  // A handle has no NUL, and PostgreSQL takes none.
  const found = handle.includes("\0")
    ? null
    : await db.person.findFirst({
        where: { handle, email: { endsWith: DEMO }, deletedAt: null },
        select: { id: true },
      });
  return found?.id ?? refuse("NOT_FOUND");
}

import "server-only";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { refuse } from "@/server/platform/refusal";
import { isOwnConnection } from "@/server/platform/web/client/connection-owner";
import { isLoopbackName } from "@/server/platform/web/client/site-host";
import { noteShown } from "@/server/platform/web/finished/shown";
import { PERSON } from "../../select";

/** The domain of the demo's addresses. No email can ever reach it (RFC 2606). */
const DEMO = "@demo.invalid";

/**
 * Whether there is a mailbox for this caller: a site with the embedded database, without an SMTP server and without a
 * public address, for a caller at this very machine.
 * @param direct the ports of a connection that came straight from this machine (web/this-machine.ts), or null
 */
export async function hasMailbox(direct: string | null): Promise<boolean> {
  // Pages are made for all as for a caller from elsewhere, who never has one.
  noteShown();
  const { EMBEDDED, SMTP_URL, SITE_URL } = env();
  if (!EMBEDDED || SMTP_URL || !isLoopbackName(new URL(SITE_URL).hostname)) return false;
  return direct !== null && (await isOwnConnection(direct));
}

/** Lists the emails that were not sent, newest first, and the people of the demo. @throws Refusal NOT_FOUND */
export async function readMailbox(direct: string | null) {
  if (!(await hasMailbox(direct))) refuse("NOT_FOUND");
  const [mails, people] = await Promise.all([
    db.mailMessage.findMany({
      select: { id: true, to: true, subject: true, text: true, createdAt: true },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 50,
    }),
    db.person.findMany({
      where: { email: { endsWith: DEMO }, deletedAt: null },
      ...PERSON,
      orderBy: [{ createdAt: "asc" }, { handle: "asc" }],
      take: 20,
    }),
  ]);
  return { mails, people, site: env().SITE_URL };
}

/** Finds a person of the demo by handle. @throws Refusal NOT_FOUND for everybody else */
export async function findDemoPerson(handle: string, direct: string | null): Promise<string> {
  if (!(await hasMailbox(direct))) refuse("NOT_FOUND");
  // A handle contains no NUL, and PostgreSQL refuses one.
  const found = handle.includes("\0")
    ? null
    : await db.person.findFirst({
        where: { handle, email: { endsWith: DEMO }, deletedAt: null },
        select: { id: true },
      });
  return found?.id ?? refuse("NOT_FOUND");
}

// Writes the email of an invitation, with the only copy of its token.
import "server-only";
import { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { type Handler, handle } from "@/server/platform/queue";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { joinPath } from "@/server/platform/web/addresses";
import { InvitationMail } from "../emails";
import { invitationWorks, memberOf } from "../sql";

export const INVITATION_MAIL = {
  name: "groups.invitationMail",
  // Until 2026-11-29 the link itself waited in the queue; such a job names its invitation by it.
  payload: z.union([z.object({ invitationId: z.uuid() }), z.object({ link: z.string() })]),
};

interface Ready {
  email: string;
  name: string;
  group: string;
  by: string;
  expiresAt: Date;
  timeZone: string;
}

/**
 * Makes the token of an invitation, stores its hash, and emails it. An earlier email stops working. Nothing is sent if
 * the inviter may no longer invite, or to a member of the group.
 */
async function sendInvitation(job: z.output<typeof INVITATION_MAIL.payload>): Promise<void> {
  const token = newSecret();
  const asked =
    "link" in job
      ? Prisma.sql`i."tokenHash" = ${hashSecret(job.link.slice(job.link.lastIndexOf("/") + 1))}`
      : Prisma.sql`i.id = ${job.invitationId}::uuid`;
  const [ready] = await db.$queryRaw<Ready[]>`
    UPDATE "Invitation" i SET "tokenHash" = ${hashSecret(token)}, "sentAt" = ${now()}
    FROM "Group" g, "Person" inviter
    WHERE ${asked} AND g.id = i."groupId" AND inviter.id = i."createdById" AND i.email IS NOT NULL
      AND ${invitationWorks()} AND NOT EXISTS (SELECT FROM "Person" invited
        WHERE invited.email = i.email AND ${memberOf(Prisma.sql`invited.id`, Prisma.sql`i."groupId"`)})
    RETURNING i.email, i.name, g.name AS group, inviter.name AS by,
      i."expiresAt", g."timeZone"`;
  if (!ready) return;
  const { email, expiresAt, timeZone, ...named } = ready;
  const until = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone }).format(expiresAt);
  const link = env().SITE_URL + joinPath(token);
  const body = await renderMail(InvitationMail({ ...named, link, until }));
  await sendMail({ to: email, subject: `You are invited to ${named.group}`, ...body });
}

export const handlers: Handler[] = [handle(INVITATION_MAIL, sendInvitation)];

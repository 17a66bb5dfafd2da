import "server-only";
import { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { sendMail } from "@/server/platform/mail";
import { rendered } from "@/server/platform/mail-layout";
import { enqueue, type Handler, handle } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { hashSecret, newSecret } from "@/server/platform/secret";
import { addMember } from "./commands";
import { InvitationMail } from "./emails";
import type { MemberScope } from "./policy";

const LASTS_MS = 14 * 24 * 3600 * 1000;
const INVITATION_MAILS: Limit = { name: "invitation-mails", points: 50, perSeconds: 86_400 };
const MAILS_TO_ONE: Limit = { name: "invitation-to", points: 3, perSeconds: 86_400 };

const INVITATION_MAIL = {
  name: "groups.invitationMail",
  payload: z.object({ to: z.string(), group: z.string(), link: z.string() }),
};

export const handlers: Handler[] = [
  handle(INVITATION_MAIL, async ({ to, group, link }) => {
    const body = await rendered(InvitationMail({ group, link }));
    await sendMail({ to, subject: `You are invited to ${group}`, ...body });
  }),
];

function fresh(scope: MemberScope, email: string | null) {
  const token = newSecret();
  return {
    link: `${env().SITE_URL}/join/${token}`,
    data: {
      groupId: scope.group.id,
      tokenHash: hashSecret(token),
      email,
      createdById: scope.viewer.id,
      expiresAt: new Date(now().getTime() + LASTS_MS),
    },
  };
}

/** A link that whoever has it may join by, for 14 days. Shown once: only its hash is kept. */
export async function inviteByLink(scope: MemberScope): Promise<{ link: string }> {
  const { link, data } = fresh(scope, null);
  await db.invitation.create({ data });
  return { link };
}

/** Mails a link that works once. */
export async function inviteByEmail(scope: MemberScope, email: string): Promise<void> {
  await spend(INVITATION_MAILS, scope.viewer.id);
  await spend(MAILS_TO_ONE, email);
  const { link, data } = fresh(scope, email);
  await transact(async (tx) => {
    await tx.invitation.create({ data });
    await enqueue(tx, INVITATION_MAIL, { to: email, group: scope.group.name, link });
  });
}

/** Makes an invitation worthless. */
export async function revoke(scope: MemberScope, invitationId: string): Promise<void> {
  const { count } = await db.invitation.updateMany({
    where: { id: invitationId, groupId: scope.group.id, revokedAt: null },
    data: { revokedAt: now() },
  });
  if (count === 0) refuse("NOT_FOUND");
}

/** Joins by an invitation. @returns the group's address @throws Refusal EXPIRED */
export async function acceptInvitation(viewer: Viewer, token: string): Promise<{ slug: string }> {
  return transact(async (tx) => {
    const [found] = await tx.$queryRaw<
      { id: string; groupId: string; email: string | null; gone: boolean; slug: string }[]
    >`SELECT i.id, i."groupId", i.email, g.slug,
        i."revokedAt" IS NOT NULL OR i."usedAt" IS NOT NULL OR i."expiresAt" <= ${now()} AS gone
      FROM "Invitation" i JOIN "Group" g ON g.id = i."groupId"
      WHERE i."tokenHash" = ${hashSecret(token)} FOR UPDATE OF i`;
    if (!found || found.gone) refuse("EXPIRED");
    const joined = await addMember(tx, found.groupId, viewer.id);
    if (joined && found.email !== null) {
      await tx.invitation.update({ where: { id: found.id }, data: { usedAt: now() } });
    }
    return { slug: found.slug };
  });
}

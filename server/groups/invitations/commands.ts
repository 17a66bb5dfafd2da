import "server-only";
import { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { mailboxOf } from "@/server/people/rules";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { type Limit, spend, spendEach } from "@/server/platform/limits";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { enqueue, type Handler, handle } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { joinPath } from "@/server/platform/web/addresses";
import { InvitationMail } from "../emails";
import { addMember, lockEntrance, lockGroupAs, roleOf } from "../members/commands";
import type { MemberScope } from "../policy";
import { invitationWorks } from "../sql";

const LASTS_MS = 14 * 24 * 3600 * 1000;
const INVITATION_LINKS: Limit = { name: "invitation-links", points: 100, perSeconds: 86_400 };
const INVITATION_MAILS: Limit = { name: "invitation-mails", points: 50, perSeconds: 86_400 };
const MAILS_TO_ONE: Limit = { name: "invitation-to", points: 3, perSeconds: 86_400 };

const INVITATION_MAIL = {
  name: "groups.invitationMail",
  payload: z.object({ to: z.string(), group: z.string(), by: z.string(), link: z.string() }),
};

export const handlers: Handler[] = [
  handle(INVITATION_MAIL, async ({ to, group, by, link }) => {
    // The inviter may have lost the right to invite while the email waited.
    if (!(await worksStill(db, tokenIn(link)))) return;
    const body = await renderMail(InvitationMail({ group, by, link }));
    await sendMail({ to, subject: `You are invited to ${group}`, ...body });
  }),
];

const OVER = "This invitation no longer works. Ask an organizer of the group for a new one.";

function tokenIn(link: string): string {
  return link.slice(link.lastIndexOf("/") + 1);
}

async function worksStill(tx: Tx, token: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT i.id FROM "Invitation" i WHERE i."tokenHash" = ${hashSecret(token)} AND ${invitationWorks()}`;
  return rows.length > 0;
}

function fresh(scope: MemberScope, email: string | null) {
  const token = newSecret();
  return {
    link: `${env().SITE_URL}${joinPath(token)}`,
    data: {
      groupId: scope.group.id,
      tokenHash: hashSecret(token),
      email,
      createdById: scope.viewer.id,
      createdAt: now(),
      expiresAt: new Date(now().getTime() + LASTS_MS),
    },
  };
}

/** Creates a link by which anyone can join for 14 days. It is shown once, because only its hash is stored. */
export async function inviteByLink(scope: MemberScope): Promise<{ link: string }> {
  await spend(INVITATION_LINKS, scope.viewer.id);
  const { link, data } = fresh(scope, null);
  await transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    await tx.invitation.create({ data });
  });
  return { link };
}

/** Emails a link that works once. */
export async function inviteByEmail(scope: MemberScope, email: string): Promise<void> {
  await spendEach([INVITATION_MAILS, scope.viewer.id], [MAILS_TO_ONE, mailboxOf(email)]);
  const { link, data } = fresh(scope, email);
  await transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    await tx.invitation.create({ data });
    const { group, viewer } = scope;
    await enqueue(tx, INVITATION_MAIL, { to: email, group: group.name, by: viewer.name, link });
  });
}

/** Revokes an invitation. People who accept it at the same time do not get in afterwards. */
export async function revokeInvitation(scope: MemberScope, invitationId: string): Promise<void> {
  await transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, groupId: scope.group.id, revokedAt: null },
      data: { revokedAt: now() },
    });
    if (count === 0) refuse("NOT_FOUND", { say: "This invitation no longer exists." });
  });
}

/**
 * Joins by an invitation. The link is the proof, regardless of the address it was sent to. A member
 * is led to the group without using it up.
 * @returns the group's slug @throws Refusal EXPIRED
 */
export async function acceptInvitation(
  viewer: Viewer,
  token: string,
): Promise<{ slug: string; joined: boolean }> {
  return transact(async (tx) => {
    const found = await tx.invitation.findUnique({
      where: { tokenHash: hashSecret(token) },
      select: { id: true, groupId: true, email: true, group: { select: { slug: true } } },
    });
    if (!found) refuse("EXPIRED", { say: OVER });
    const { id, groupId, email, group } = found;
    await lockEntrance(tx, groupId, viewer.id);
    if (await roleOf(tx, groupId, viewer.id)) return { slug: group.slug, joined: false };
    if (!(await worksStill(tx, token))) refuse("EXPIRED", { say: OVER });
    await addMember(tx, groupId, viewer.id);
    if (email !== null) await tx.invitation.update({ where: { id }, data: { usedAt: now() } });
    return { slug: group.slug, joined: true };
  });
}

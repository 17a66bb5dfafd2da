// Changes emailed invitations that still work.
import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { lockGroupAs } from "../members/commands";
import type { MemberScope } from "../policy";
import type { correctInput } from "../schema";
import { invitationWorks } from "../sql";
import { beginAgain, countEmails } from "./commands";
import { EXTENSION_MS, MOST_AHEAD_MS } from "./rules";
import { INVITATION_MAIL } from "./sending";

interface Open {
  id: string;
  email: string;
  expiresAt: Date;
}

/** @throws Refusal NOT_FOUND for a lasting link, and for an invitation that no longer works */
async function findOpen(tx: Pick<Tx, "$queryRaw">, scope: MemberScope, id: string): Promise<Open> {
  const [found] = await tx.$queryRaw<Open[]>`
    SELECT i.id, i.email, i."expiresAt" FROM "Invitation" i
    WHERE i.id = ${id}::uuid AND i."groupId" = ${scope.group.id}::uuid
      AND i.email IS NOT NULL AND i."expiresAt" IS NOT NULL AND ${invitationWorks()}`;
  return found ?? refuse("NOT_FOUND", { say: "This invitation no longer exists." });
}

/** Spends an email to an address. @throws Refusal TOO_MANY */
async function spendEmail(scope: MemberScope, email: string): Promise<void> {
  const allowed = await countEmails(scope.viewer.id, [email]);
  if (allowed.has(email)) return;
  refuse("TOO_MANY", {
    say: "No more invitations can be emailed to this address today. Try again tomorrow.",
  });
}

async function sendIt(tx: Tx, scope: MemberScope, id: string): Promise<void> {
  await beginAgain(tx, scope, { id });
  await enqueue(tx, INVITATION_MAIL, { invitationId: id }, { key: `invitation ${id}` });
}

/**
 * Emails an invitation again, now from the viewer. Its time begins again, and the link of the earlier email ends.
 * @throws Refusal NOT_FOUND, TOO_MANY
 */
export async function resendInvitation(scope: MemberScope, invitationId: string): Promise<void> {
  const { email } = await findOpen(db, scope, invitationId);
  await spendEmail(scope, email);
  await transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const { id } = await findOpen(tx, scope, invitationId);
    await sendIt(tx, scope, id);
  });
}

/**
 * Lets an invitation work for a week longer, without an email.
 * @throws Refusal NOT_FOUND; INVALID if it would then work for longer than `MOST_AHEAD_MS`
 */
export async function extendInvitation(
  scope: MemberScope,
  invitationId: string,
): Promise<{ expiresAt: Date }> {
  return transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const found = await findOpen(tx, scope, invitationId);
    const expiresAt = new Date(found.expiresAt.getTime() + EXTENSION_MS);
    if (expiresAt.getTime() > now().getTime() + MOST_AHEAD_MS) {
      refuse("INVALID", {
        say: "An invitation works for at most 60 days from now. Extend it later, or send it again.",
      });
    }
    await tx.invitation.update({ where: { id: found.id }, data: { expiresAt } });
    return { expiresAt };
  });
}

/**
 * Corrects the address or the name of an invitation. To another address it is sent at once, and the link that went to
 * the wrong one ends.
 * @throws Refusal NOT_FOUND, TOO_MANY; ALREADY_DONE if the address has an invitation that waits
 */
export async function correctInvitation(
  scope: MemberScope,
  { invitationId, email, name }: z.output<typeof correctInput>,
): Promise<{ sent: boolean }> {
  const before = await findOpen(db, scope, invitationId);
  if (before.email !== email) await spendEmail(scope, email);
  return transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const found = await findOpen(tx, scope, invitationId);
    const { id } = found;
    if (found.email === email) {
      await tx.invitation.update({ where: { id }, data: { name } });
      return { sent: false };
    }
    const [waiting] = await tx.$queryRaw<unknown[]>`
      SELECT i.id FROM "Invitation" i WHERE i."groupId" = ${scope.group.id}::uuid AND i.email = ${email}
        AND ${invitationWorks()}`;
    if (waiting) {
      refuse("ALREADY_DONE", { say: "This address is invited already.", field: "email" });
    }
    // One that has run out, or whose inviter has gone, makes room.
    const others = { groupId: scope.group.id, email, usedAt: null, revokedAt: null };
    await tx.invitation.updateMany({ where: others, data: { revokedAt: now() } });
    const data = { email, name, tokenHash: null, sentAt: null };
    await tx.invitation.update({ where: { id }, data });
    await sendIt(tx, scope, id);
    return { sent: true };
  });
}

import "server-only";
import { randomBytes } from "node:crypto";
import type { Viewer } from "@/server/people/policy";
import { DELETED_NAME } from "@/server/people/rules";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { turnAt } from "@/server/platform/web/turns";

/**
 * Deletes the account: name, address, sessions, accounts elsewhere, subscription, memberships, requests
 * and votes in open ballots go; comments stay as those of a "deleted person".
 * @throws Refusal INVALID where the handle does not match, NOT_ALLOWED while others are in an own group
 */
export async function deleteAccount(viewer: Viewer, handle: string): Promise<void> {
  if (handle.trim().toLowerCase() !== viewer.handle) {
    refuse("INVALID", {
      say: `To delete your account, type your handle: ${viewer.handle}`,
      field: "handle",
    });
  }
  const personId = viewer.id;
  await transact(async (tx) => {
    await leaveGroups(tx, personId);
    const person = await tx.person.findUniqueOrThrow({
      where: { id: personId },
      select: { email: true },
    });
    await forgetInvitations(tx, personId, person.email);
    if (person.email) await tx.signInToken.deleteMany({ where: { email: person.email } });
    await tx.joinRequest.deleteMany({ where: { personId } });
    await tx.session.deleteMany({ where: { personId } });
    await tx.account.deleteMany({ where: { personId } });
    await tx.emailChange.deleteMany({ where: { personId } });
    await tx.subscription.deleteMany({ where: { personId } });
    await tx.calendarFeed.deleteMany({ where: { personId } });
    await tx.block.deleteMany({ where: { personId } });
    await tx.departure.deleteMany({ where: { personId } });
    await tx.presenterOffer.deleteMany({ where: { personId } });
    await forgetMeetings(tx, personId);
    await forgetNotifications(tx, personId);
    // Only the author sees what was cut off an answer by mail.
    await tx.comment.updateMany({
      where: { authorId: personId, quotedText: { not: null } },
      data: { quotedText: null },
    });
    await tx.person.update({
      where: { id: personId },
      data: {
        handle: `deleted-${randomBytes(5).toString("hex")}`,
        name: DELETED_NAME,
        email: null,
        timeZone: "UTC",
        moderatorSince: null,
        operatorSince: null,
        deletedAt: now(),
      },
    });
  });
}

/** Links that they made lead nowhere any more, and what was sent to their address is forgotten. */
async function forgetInvitations(tx: Tx, personId: string, email: string | null): Promise<void> {
  if (email) await tx.invitation.deleteMany({ where: { email } });
  await tx.invitation.updateMany({
    where: { createdById: personId, revokedAt: null, usedAt: null },
    data: { revokedAt: now() },
  });
}

/** Nobody presents what she was to present; answers to meetings that are over stay, without her name. */
async function forgetMeetings(tx: Tx, personId: string): Promise<void> {
  await tx.meeting.updateMany({
    where: { presenterId: personId },
    data: { presenterId: null, changedAt: now(), sequence: { increment: 1 } },
  });
  await tx.rsvp.deleteMany({ where: { personId, meeting: { startsAt: { gt: now() } } } });
}

/** What she was told, followed and chose, and the addresses at which she answered by mail. */
async function forgetNotifications(tx: Tx, personId: string): Promise<void> {
  const hers = { where: { personId } };
  await tx.notification.deleteMany(hers);
  await tx.notificationChoice.deleteMany(hers);
  await tx.following.deleteMany(hers);
  await tx.threadVisit.deleteMany(hers);
  await tx.replyAddress.deleteMany(hers);
  await tx.mention.deleteMany(hers);
}

interface Mine {
  id: string;
  name: string;
  role: string;
  others: boolean;
}

async function leaveGroups(tx: Tx, personId: string): Promise<void> {
  // Person, groups, ballots: in this order, as everything that changes who is a member takes them.
  // Nobody joins, leaves, votes or is counted meanwhile, and nothing new refers to the person.
  await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`;
  await tx.$queryRaw`
    SELECT id FROM "Group"
    WHERE id IN (SELECT "groupId" FROM "Membership" WHERE "personId" = ${personId}::uuid)
    ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`
    WITH turn AS MATERIALIZED (
      SELECT id, ${turnAt(Prisma.sql`id`, "alone")} FROM (
        SELECT id FROM "Ballot" WHERE "closedAt" IS NULL
          AND "groupId" IN (SELECT "groupId" FROM "Membership" WHERE "personId" = ${personId}::uuid)
        ORDER BY id) held)
    SELECT b.id FROM turn JOIN "Ballot" b USING (id) ORDER BY b.id FOR UPDATE OF b`;
  // Asked anew: what the locks were waited for may have changed it.
  const mine = await tx.$queryRaw<Mine[]>`
    SELECT g.id, g.name, m.role::text AS role, EXISTS (
      SELECT FROM "Membership" o WHERE o."groupId" = g.id AND o."personId" <> m."personId") AS others
    FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
    WHERE m."personId" = ${personId}::uuid`;
  const held = mine.find(({ role, others }) => role === "owner" && others);
  if (held) {
    refuse("NOT_ALLOWED", {
      say: `You own the group ${held.name}. Hand it over to somebody first.`,
    });
  }
  const alone = mine.filter(({ role }) => role === "owner").map(({ id }) => id);
  const left = mine.filter(({ role }) => role !== "owner").map(({ id }) => id);
  await tx.group.deleteMany({ where: { id: { in: alone } } });
  await tx.group.updateMany({
    where: { id: { in: left } },
    data: { memberCount: { decrement: 1 } },
  });
  await tx.membership.deleteMany({ where: { personId } });
  await tx.vote.deleteMany({ where: { personId, ballot: { closedAt: null } } });
}

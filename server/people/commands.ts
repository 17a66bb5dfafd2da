import "server-only";
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, transact } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { hashSecret, newSecret } from "@/server/platform/secret";
import type { Viewer } from "./policy";
import type { emailInput, profileInput, welcomeInput } from "./schema";
import { EMAIL_CHANGE_MAIL, LINK_SECONDS } from "./sign-in";

const EMAIL_CHANGES: Limit = { name: "email-change", points: 5, perSeconds: 3600 };

/** Completes the first visit. */
export async function welcome(viewer: Viewer, input: z.output<typeof welcomeInput>): Promise<void> {
  await db.person.update({ where: { id: viewer.id }, data: { ...input, welcomedAt: now() } });
}

/** Changes name, handle and time zone. @throws Refusal CONFLICT where the handle is taken */
export async function updateProfile(
  viewer: Viewer,
  input: z.output<typeof profileInput>,
): Promise<void> {
  try {
    await db.person.update({ where: { id: viewer.id }, data: input });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("CONFLICT", { say: "This handle is taken. Choose another.", field: "handle" });
  }
}

/** Mails a link to a new address. The answer does not tell whether somebody has it already. */
export async function requestEmailChange(
  viewer: Viewer,
  { email }: z.output<typeof emailInput>,
): Promise<void> {
  await spend(EMAIL_CHANGES, viewer.id);
  await spend({ ...EMAIL_CHANGES, name: "email-change-to" }, email);
  const token = newSecret();
  const link = `${env().SITE_URL}/settings/email?token=${token}`;
  const expiresAt = new Date(now().getTime() + LINK_SECONDS * 1000);
  await transact(async (tx) => {
    await tx.emailChange.deleteMany({ where: { personId: viewer.id } });
    await tx.emailChange.create({
      data: { tokenHash: hashSecret(token), personId: viewer.id, email, expiresAt },
    });
    await enqueue(tx, EMAIL_CHANGE_MAIL, { to: email, link });
  });
}

/** Uses the mailed link; only the person who asked can. @throws Refusal EXPIRED, CONFLICT */
export async function confirmEmailChange(viewer: Viewer, token: string): Promise<void> {
  try {
    await transact(async (tx) => {
      const [change] = await tx.$queryRaw<{ email: string; expiresAt: Date }[]>`
        DELETE FROM "EmailChange" WHERE "tokenHash" = ${hashSecret(token)} AND "personId" = ${viewer.id}::uuid
        RETURNING email, "expiresAt"`;
      if (!change || change.expiresAt <= now()) refuse("EXPIRED");
      await tx.person.update({ where: { id: viewer.id }, data: { email: change.email } });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("CONFLICT", {
      say: "This address belongs to another account. Sign in with it, or use another.",
    });
  }
}

/** Ends all sessions of the viewer, this one too. */
export async function signOutEverywhere(viewer: Viewer): Promise<void> {
  await db.session.deleteMany({ where: { personId: viewer.id } });
}

/**
 * Deletes the account: name, address, sessions, accounts elsewhere, subscription, memberships and votes
 * in open ballots go; comments stay as those of a "deleted person".
 * @throws Refusal INVALID where the handle does not match, NOT_ALLOWED while others are in an own group
 */
export async function deleteAccount(viewer: Viewer, handle: string): Promise<void> {
  if (handle.trim().toLowerCase() !== viewer.handle) {
    refuse("INVALID", {
      say: `To delete your account, type your handle: ${viewer.handle}`,
      field: "handle",
    });
  }
  await transact(async (tx) => {
    const personId = viewer.id;
    // Locks every group of the person, so that nobody joins or is counted meanwhile.
    const owned = await tx.$queryRaw<
      { id: string; name: string; memberCount: number; role: string }[]
    >`
      SELECT g.id, g.name, g."memberCount", m.role::text AS role FROM "Group" g
      JOIN "Membership" m ON m."groupId" = g.id AND m."personId" = ${personId}::uuid
      ORDER BY g.id FOR UPDATE OF g`;
    const left = owned.find(({ role, memberCount }) => role === "owner" && memberCount > 1);
    if (left) {
      refuse("NOT_ALLOWED", {
        say: `You own the group ${left.name}. Hand it over to somebody first.`,
      });
    }
    const alone = owned.filter(({ role }) => role === "owner").map(({ id }) => id);
    const others = owned.filter(({ role }) => role !== "owner").map(({ id }) => id);
    await tx.group.deleteMany({ where: { id: { in: alone } } });
    await tx.group.updateMany({
      where: { id: { in: others } },
      data: { memberCount: { decrement: 1 } },
    });
    await tx.membership.deleteMany({ where: { personId } });
    await tx.vote.deleteMany({ where: { personId, ballot: { closedAt: null } } });
    await tx.joinRequest.deleteMany({ where: { personId, answeredAt: null } });
    await tx.session.deleteMany({ where: { personId } });
    await tx.account.deleteMany({ where: { personId } });
    await tx.emailChange.deleteMany({ where: { personId } });
    await tx.subscription.deleteMany({ where: { personId } });
    await tx.person.update({
      where: { id: personId },
      data: {
        handle: `deleted-${randomBytes(5).toString("hex")}`,
        name: "deleted person",
        email: null,
        deletedAt: now(),
      },
    });
  });
}

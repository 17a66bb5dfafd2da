import "server-only";
import type { z } from "zod";
import { admitByAddress, nameNewcomer } from "@/server/people/commands";
import type { Viewer } from "@/server/people/policy";
import { mailboxOf } from "@/server/people/rules";
import { welcomeInput } from "@/server/people/schema";
import { grantSignIn } from "@/server/people/sign-in/commands";
import { now } from "@/server/platform/clock";
import { type Prisma, type Tx, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { countUses, type Limit, spend } from "@/server/platform/limits";
import { enqueueAll } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { hashSecret } from "@/server/platform/secrets/secret";
import { presentZone } from "@/server/platform/time/zones";
import { joinPath } from "@/server/platform/web/addresses";
import { addMember, lockEntrance, lockGroup, lockGroupAs, roleOf } from "../members/commands";
import type { MemberScope } from "../policy";
import type { arriveInput, inviteEmailInput } from "../schema";
import { invitationWorks } from "../sql";
import { findKnownAddresses, type KnownAddress, lastingToken } from "./queries";
import {
  type Entry,
  LASTS_MS,
  LIST_LENGTH,
  mayInvitationSignIn,
  type Outcome,
  readAddresses,
  TWICE,
} from "./rules";
import { INVITATION_MAIL } from "./sending";

const INVITATION_LINKS: Limit = { name: "invitation-links", points: 100, perSeconds: 86_400 };
const INVITATION_MAILS: Limit = { name: "invitation-mails", points: 100, perSeconds: 86_400 };
const MAILS_TO_ONE: Limit = { name: "invitation-to", points: 3, perSeconds: 86_400 };

const OVER = "This invitation no longer works. Ask an organizer of the group for a new one.";

async function worksStill(tx: Tx, token: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT i.id FROM "Invitation" i WHERE i."tokenHash" = ${hashSecret(token)} AND ${invitationWorks()}`;
  return rows.length > 0;
}

/** Gives an organizer their lasting link to the group, the same one each time until it is switched off. */
export async function inviteByLink(scope: MemberScope): Promise<{ link: string }> {
  await spend(INVITATION_LINKS, scope.viewer.id);
  const mine = { groupId: scope.group.id, createdById: scope.viewer.id };
  const id = await transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const there = await tx.invitation.findFirst({
      where: { ...mine, expiresAt: null, revokedAt: null },
      select: { id: true, tokenHash: true },
    });
    if (there && there.tokenHash === hashSecret(lastingToken(there.id))) return there.id;
    // Made under an earlier secret of the site, so that nobody can read it again.
    if (there) await tx.invitation.update({ where: { id: there.id }, data: { revokedAt: now() } });
    const made = await tx.invitation.create({
      data: { ...mine, createdAt: now() },
      select: { id: true },
    });
    const tokenHash = hashSecret(lastingToken(made.id));
    await tx.invitation.update({ where: { id: made.id }, data: { tokenHash } });
    return made.id;
  });
  return { link: env().SITE_URL + joinPath(lastingToken(id)) };
}

/** One line of the report on a list of addresses. */
interface Reported extends Entry {
  outcome: Outcome;
}

/**
 * Emails an invitation to each address of a pasted list, all or none. It signs that person in once.
 * @returns what became of each entry
 * @throws Refusal INVALID for a list that is too long, TOO_MANY if nothing may be sent today
 */
export async function inviteByEmail(
  scope: MemberScope,
  { addresses, again }: z.output<typeof inviteEmailInput>,
): Promise<Reported[]> {
  const entries = readAddresses(addresses);
  if (entries.length > LIST_LENGTH) {
    refuse("INVALID", {
      say: `You can invite ${LIST_LENGTH} addresses at a time, and this list has ${entries.length}.`,
      field: "addresses",
    });
  }
  const emails = entries.flatMap(({ email }) => email ?? []);
  const known = await findKnownAddresses(scope, emails);
  const wanted = emails.filter(
    (email) => !known.has(email) || (again && known.get(email) !== "member"),
  );
  const allowed = await countEmails(scope.viewer.id, wanted);
  if (allowed.size === 0 && wanted.length > 0 && wanted.length === entries.length) {
    refuse("TOO_MANY", {
      say: "No more invitations can be emailed to these addresses today. Try again tomorrow, or share a link.",
    });
  }
  const invited = entries.filter(({ email }) => email !== null && allowed.has(email));
  await transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    await writeInvitations(tx, scope, invited);
  });
  return entries.map((entry) => ({ ...entry, outcome: outcomeOf(entry, known, wanted, allowed) }));
}

function outcomeOf(
  { email, problem }: Entry,
  known: ReadonlyMap<string, KnownAddress>,
  wanted: readonly string[],
  allowed: ReadonlySet<string>,
): Outcome {
  if (email === null) return problem === TWICE ? "twice" : "malformed";
  if (!wanted.includes(email)) return known.get(email) ?? "invited";
  if (!allowed.has(email)) return "limited";
  return known.get(email) === "waiting" ? "again" : "invited";
}

/** Counts the emails to these addresses. @returns those within the limits of the inviter and of each mailbox */
export async function countEmails(inviterId: string, emails: string[]): Promise<Set<string>> {
  const ofInviter = await countUses(
    INVITATION_MAILS,
    emails.map(() => inviterId),
  );
  const within = emails.filter((_, at) => ofInviter[at]);
  const toEach = await countUses(MAILS_TO_ONE, within.map(mailboxOf));
  return new Set(within.filter((_, at) => toEach[at]));
}

function begunBy({ viewer }: MemberScope) {
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + LASTS_MS);
  return { createdById: viewer.id, createdAt, expiresAt };
}

/** Lets open invitations of a locked group begin again, now from the viewer. One that was extended keeps its last day. */
export async function beginAgain(tx: Tx, scope: MemberScope, which: Prisma.InvitationWhereInput) {
  const open = { ...which, groupId: scope.group.id, usedAt: null, revokedAt: null };
  const { expiresAt, ...data } = begunBy(scope);
  const sooner = { ...open, expiresAt: { lt: expiresAt } };
  await tx.invitation.updateMany({ where: sooner, data: { expiresAt } });
  const select = { id: true, email: true };
  return tx.invitation.updateManyAndReturn({ where: open, data, select });
}

/** Writes the invitations of a locked group and has them emailed; one that is open already begins again. */
async function writeInvitations(tx: Tx, scope: MemberScope, invited: Entry[]): Promise<void> {
  const groupId = scope.group.id;
  const emails = invited.flatMap(({ email }) => email ?? []);
  const renewed = await beginAgain(tx, scope, { email: { in: emails } });
  const open = new Set(renewed.map(({ email }) => email));
  const made = await tx.invitation.createManyAndReturn({
    data: invited
      .filter(({ email }) => !open.has(email))
      .map(({ email, name }) => ({ ...begunBy(scope), groupId, email, name })),
    select: { id: true },
  });
  await enqueueAll(
    tx,
    INVITATION_MAIL,
    [...renewed, ...made].map(({ id }) => ({
      payload: { invitationId: id },
      key: `invitation ${id}`,
    })),
  );
}

/** Revokes an invitation or switches a link off. People who accept it at the same time do not get in afterwards. */
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

/** The group that somebody has entered. */
export interface Entered {
  groupId: string;
  slug: string;
  /** Whether they were not a member before. */
  joined: boolean;
}

function findByToken(tx: Tx, token: string) {
  return tx.invitation.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: {
      id: true,
      groupId: true,
      email: true,
      sentAt: true,
      group: { select: { slug: true, timeZone: true } },
    },
  });
}

/**
 * Joins by an invitation as the account that is signed in, regardless of the address it was sent to. A member is led
 * to the group without using it up.
 * @throws Refusal EXPIRED, SUSPENDED
 */
export async function acceptInvitation(viewer: Viewer, token: string): Promise<Entered> {
  return transact(async (tx) => {
    const found = await findByToken(tx, token);
    if (!found) refuse("EXPIRED", { say: OVER });
    const { id, groupId, email, group } = found;
    await lockEntrance(tx, groupId, viewer.id);
    const entered = { groupId, slug: group.slug };
    if (await roleOf(tx, groupId, viewer.id)) return { ...entered, joined: false };
    if (!(await worksStill(tx, token))) refuse("EXPIRED", { say: OVER });
    await addMember(tx, groupId, viewer.id);
    if (email !== null) await tx.invitation.update({ where: { id }, data: { usedAt: now() } });
    return { ...entered, joined: true };
  });
}

/**
 * Joins by an emailed invitation as the account of its address, which is made if there is none. Membership, account
 * and the sign-in that follows are one: whoever is refused gets none of them, and the link is used up with them.
 * @returns also the address, and the token by which its account is signed in
 * @throws Refusal EXPIRED; SUSPENDED; SIGN_IN_NEEDED if the link opens no account any longer; INVALID without a name
 */
export async function acceptForAddress(
  input: z.output<typeof arriveInput>,
): Promise<Entered & { email: string; grant: string }> {
  const { token } = input;
  return transact(async (tx) => {
    const found = await findByToken(tx, token);
    if (!found?.email) refuse("EXPIRED", { say: OVER });
    const { id, groupId, email, sentAt, group } = found;
    await lockGroup(tx, groupId);
    if (!(await worksStill(tx, token))) refuse("EXPIRED", { say: OVER });
    const person = await admitByAddress(tx, email);
    if (person.suspended) refuse("SUSPENDED");
    if (!person.isNew && !mayInvitationSignIn(person, sentAt, now())) {
      refuse("SIGN_IN_NEEDED", { say: "Sign in to accept this invitation." });
    }
    if (!person.welcomed) {
      const timeZone = presentZone(input.timeZone) ?? group.timeZone;
      await nameNewcomer(tx, person.id, welcomeInput.parse({ name: input.name, timeZone }));
    }
    const joined = await addMember(tx, groupId, person.id);
    await tx.invitation.update({ where: { id }, data: { usedAt: now() } });
    const grant = await grantSignIn(tx, email);
    return { groupId, slug: group.slug, joined, email, grant };
  });
}

import "server-only";
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NAMES } from "@/server/platform/database/locks";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { slugOf } from "@/server/platform/text/slugs";
import { profileTopic, type Viewer } from "./policy";
import { holdPerson } from "./presence";
import { DELETED_NAME, handleFor, PLACEHOLDER_NAME } from "./rules";
import type { profileInput, welcomeInput } from "./schema";

/** Completes the viewer's first visit. A handle that nobody chose is made anew, from the name. */
export async function completeFirstVisit(
  viewer: Viewer,
  input: z.output<typeof welcomeInput>,
): Promise<void> {
  const isNamed = !isMadeUp(viewer.handle);
  await transact(async (tx) => {
    if (!isNamed) return nameNewcomer(tx, viewer.id, input);
    await writeProfile(tx, viewer, { ...input, welcomedAt: now() });
  });
}

/** Makes a handle up, for a person without a name. */
export function madeUpHandle(): string {
  return `reader-${randomBytes(5).toString("hex")}`;
}

function isMadeUp(handle: string): boolean {
  return /^reader-[0-9a-f]{10}$/.test(handle);
}

/**
 * Finds a handle for this name that nobody has: the name in Latin letters, with a number if it is taken. People of one
 * name wait for each other.
 */
export async function freeHandle(tx: Tx, name: string): Promise<string> {
  const wanted = handleFor(slugOf(name, "reader", HANDLE_LENGTH));
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${LOCK_NAMES.handle + wanted}, 0))::text`;
  const handles = [wanted, ...NUMBERS.map((number) => `${wanted}-${number}`)];
  const [free] = await tx.$queryRaw<{ handle: string }[]>`
    SELECT handle FROM unnest(${handles}::text[]) WITH ORDINALITY AS wanted(handle, place)
    WHERE NOT EXISTS (SELECT FROM "Person" p WHERE p.handle = wanted.handle) ORDER BY place LIMIT 1`;
  return free?.handle ?? `${wanted}-${randomBytes(3).toString("hex")}`;
}

/** Leaves room for what tells people of one name apart. */
const HANDLE_LENGTH = 22;
const NUMBERS = ["2", "3", "4", "5", "6", "7", "8", "9"];

/** The account of a proven address, which is made if there is none. */
export interface Admitted {
  id: string;
  suspended: boolean;
  welcomed: boolean;
  emailSince: Date | null;
  /** Whether the account was made just now. */
  isNew: boolean;
}

const ADMITTED = { id: true, suspendedAt: true, welcomedAt: true, emailSince: true } as const;

/** Finds the account of an address that was proven, or makes it, with a first visit that is still to come. */
export async function admitByAddress(tx: Tx, email: string): Promise<Admitted> {
  const data = { handle: madeUpHandle(), name: PLACEHOLDER_NAME, email, createdAt: now() };
  // Not an error: the address may have an account, or get one at the same time.
  const { count } = await tx.person.createMany({ data: [data], skipDuplicates: true });
  const { suspendedAt, welcomedAt, ...rest } = await tx.person.findUniqueOrThrow({
    where: { email },
    select: ADMITTED,
  });
  const standing = { suspended: suspendedAt !== null, welcomed: welcomedAt !== null };
  return { ...rest, ...standing, isNew: count > 0 };
}

/** Completes the first visit of a person who gave their name on the way in. */
export async function nameNewcomer(
  tx: Tx,
  id: string,
  { name, timeZone }: z.output<typeof welcomeInput>,
): Promise<void> {
  const handle = await freeHandle(tx, name);
  await writeProfile(tx, { id }, { name, timeZone, handle, welcomedAt: now() });
}

interface Profile {
  name: string;
  timeZone: string;
  handle?: string;
  welcomedAt?: Date;
}

async function writeProfile(tx: Tx, { id }: { id: string }, data: Profile): Promise<void> {
  await tx.person.update({ where: { id }, data });
  await notifyTopics(tx, profileTopic(id));
}

/** Changes name, handle and time zone. @throws Refusal CONFLICT if the handle is taken */
export async function updateProfile(
  viewer: Viewer,
  input: z.output<typeof profileInput>,
): Promise<void> {
  try {
    await transact((tx) => writeProfile(tx, viewer, input));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("CONFLICT", { say: "This handle is taken. Choose another.", field: "handle" });
  }
}

/**
 * Disconnects the viewer's accounts at a provider.
 * @throws Refusal NOT_ALLOWED if no way to sign in would be left
 */
export async function disconnectAccount(viewer: Viewer, provider: string): Promise<void> {
  await transact(async (tx) => {
    const [person] = await tx.$queryRaw<{ email: string | null }[]>`
      SELECT email FROM "Person" WHERE id = ${viewer.id}::uuid FOR UPDATE`;
    await tx.account.deleteMany({ where: { personId: viewer.id, provider } });
    const left = await tx.account.count({ where: { personId: viewer.id } });
    if (!person?.email && left === 0) {
      refuse("NOT_ALLOWED", {
        say: "This is your only way to sign in. Add an email address first.",
      });
    }
  });
}

/** Ends all sessions of the viewer, including this one. */
export async function signOutEverywhere(viewer: Viewer): Promise<void> {
  await db.session.deleteMany({ where: { personId: viewer.id } });
}

/** Roles on the site, with the columns that store them. */
const SITE_ROLES = { moderator: "moderatorSince", operator: "operatorSince" } as const;
export type SiteRole = keyof typeof SITE_ROLES;

/** Grants or revokes a role on the site. @returns the people who have it now @throws Refusal NOT_FOUND */
export async function setSiteRole(
  office: SiteRole,
  handle: string,
  on: boolean,
): Promise<{ changed: boolean; holders: string[] }> {
  const since = SITE_ROLES[office];
  const changed = await transact(async (tx) => {
    const person = await tx.person.findUnique({ where: { handle }, select: { id: true } });
    if (!person || !(await holdPerson(tx, person.id))) {
      refuse("NOT_FOUND", { say: `Nobody here has the handle ${handle}.` });
    }
    const { count } = await tx.person.updateMany({
      where: { id: person.id, [since]: on ? null : { not: null } },
      data: { [since]: on ? now() : null },
    });
    return count > 0;
  });
  const rows = await db.person.findMany({
    where: { [since]: { not: null } },
    select: { handle: true },
    orderBy: { handle: "asc" },
  });
  return { changed, holders: rows.map((row) => row.handle) };
}

/**
 * Locks a person who is about to be deleted: nothing new refers to them until the commit. Comes after the locks on
 * all else that their own acts lock: whoever holds such a lock may be waiting for the person.
 * @returns their address
 */
export async function lockPerson(tx: Tx, personId: string): Promise<string | null> {
  const [person] = await tx.$queryRaw<{ email: string | null }[]>`
    SELECT email FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`;
  return (person ?? refuse("NOT_FOUND")).email;
}

/** Erases a person's name, address and rights, and every way to sign in. The row stays as the author of comments. */
export async function forgetPerson(tx: Tx, personId: string, email: string | null): Promise<void> {
  if (email) await tx.signInToken.deleteMany({ where: { email } });
  const theirs = { where: { personId } };
  await tx.session.deleteMany(theirs);
  await tx.account.deleteMany(theirs);
  await tx.emailChange.deleteMany(theirs);
  await tx.block.deleteMany(theirs);
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
  await notifyTopics(tx, profileTopic(personId));
}

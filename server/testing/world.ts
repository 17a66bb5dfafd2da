import { randomUUID } from "node:crypto";
import { CAST, type Handle } from "@/prisma/demo/cast";
import type { Context } from "@/server/door/context";
import type { Role, Visibility } from "@/server/groups/policy";
import { renderAbstract } from "@/server/papers/abstracts/rules";
import { normalizedTitle } from "@/server/papers/rules";
import type { Viewer } from "@/server/people/policy";
import { SESSION_SECONDS } from "@/server/people/sessions/commands";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { slugOf } from "@/server/platform/text/slugs";

/** The tables of a site. */
export type Database = typeof db;

/** Properties of a person that a test may choose. */
interface PersonChoices {
  /** The member of the cast whose name and time zone they get. */
  as?: Handle;
  name?: string;
  handle?: string;
  email?: string;
  timeZone?: string;
  suspended?: boolean;
  moderator?: boolean;
  operator?: boolean;
  /** Whether their upvotes do not weigh in full yet. */
  fresh?: boolean;
  /** The time when the account was made; by default long ago, so that the limits of new accounts do not apply. */
  createdAt?: Date;
}

/**
 * Makes a person with an account: one of the cast, or somebody with a generic name. Handle and address are
 * unique, so that the same member of the cast can be in several tests on one database.
 * @param at the database to use; by default the one of this process
 * @returns the viewer that procedures and commands take
 */
export async function person(who: Handle | PersonChoices = {}, at: Database = db): Promise<Viewer> {
  const choices = typeof who === "string" ? { as: who } : who;
  const tag = randomUUID().slice(0, 8);
  const member = choices.as && CAST[choices.as];
  const {
    name = member?.name ?? `Person ${tag}`,
    handle = `${choices.as ?? "p"}-${tag}`,
    email = `${handle}@example.org`,
    timeZone = member?.timeZone ?? "Europe/Berlin",
    moderator = false,
    operator = false,
    fresh = false,
    createdAt = new Date("2025-01-01T00:00:00Z"),
  } = choices;
  const suspendedAt = choices.suspended ? new Date() : null;
  const made = await at.person.create({
    data: {
      handle,
      name,
      email,
      timeZone,
      suspendedAt,
      moderatorSince: moderator ? new Date() : null,
      operatorSince: operator ? new Date() : null,
      welcomedAt: new Date(),
      createdAt,
      establishedAt: fresh ? null : createdAt,
      weighedAt: fresh ? null : createdAt,
    },
    select: { id: true, handle: true },
  });
  const rights = { suspended: suspendedAt !== null, welcomed: true, moderator, operator };
  return { ...made, name, timeZone, ...rights };
}

/** Reads a person's email address. */
export async function emailOf({ id }: { id: string }): Promise<string> {
  const { email } = await db.person.findUniqueOrThrow({ where: { id } });
  if (email === null) throw new Error("This person has no email address.");
  return email;
}

/** Signs a person in. @returns the token that their browser keeps as its cookie */
export async function session(personId: string, at: Database = db): Promise<string> {
  const token = newSecret();
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  await at.session.create({ data: { personId, tokenHash: hashSecret(token), expiresAt } });
  return token;
}

interface GroupChoices {
  name?: string;
  visibility?: Visibility;
  joinPolicy?: "open" | "request" | "invitation";
  members?: [Viewer, Role][];
}

/** Makes a group with these members; their first should be the owner. */
export async function group(
  { name, visibility = "public", joinPolicy = "open", members = [] }: GroupChoices = {},
  at: Database = db,
) {
  const slug = `g-${randomUUID().slice(0, 8)}`;
  return at.group.create({
    data: {
      slug,
      name: name ?? `Group ${slug}`,
      visibility,
      joinPolicy,
      timeZone: "Europe/Berlin",
      memberCount: members.length,
      memberships: { create: members.map(([{ id }, role]) => ({ personId: id, role })) },
    },
    select: { id: true, slug: true },
  });
}

/** Makes a paper of the catalogue that no test has used yet; its title ends in unique letters. */
export async function paper(
  { title = "Paper", abstract = "What it is about." } = {},
  at: Database = db,
) {
  const tag = randomUUID().slice(0, 8);
  const whole = `${title} ${tag}`;
  const normalized = normalizedTitle(whole);
  const addedAt = now();
  return at.paper.create({
    data: {
      ...{ slug: slugOf(whole, "paper", 71), title: whole, normalizedTitle: normalized },
      ...{ abstract, ...renderAbstract(abstract), authors: ["Ada Lovelace"] },
      addedAt,
    },
    select: { id: true, slug: true, title: true },
  });
}

/** Puts papers into a group's pool, in this order. @returns the nominations' ids */
export async function fillPool(
  groupId: string,
  paperIds: readonly string[],
  nominatedById: string,
  at: Database = db,
): Promise<string[]> {
  const begun = Date.now();
  const made = await at.nomination.createManyAndReturn({
    data: paperIds.map((paperId, place) => ({
      groupId,
      paperId,
      nominatedById,
      pitch: "Read it.",
      createdAt: new Date(begun + place),
    })),
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

/** Reads a group's number of members, and compares it with the members themselves. */
export async function countMembers(slug: string): Promise<number> {
  const { memberCount, _count } = await db.group.findUniqueOrThrow({
    where: { slug },
    select: { memberCount: true, _count: { select: { memberships: true } } },
  });
  if (_count.memberships !== memberCount) {
    throw new Error(`${slug} counts ${memberCount} members, but has ${_count.memberships}`);
  }
  return memberCount;
}

/** The context of a call by this person, or by a guest. */
export function callBy(viewer: Viewer | null): Context {
  const from = { ip: "192.0.2.1", direct: null, requestId: "test", userAgent: "test" };
  return { ...from, viewer, sessionToken: null };
}

import { randomUUID } from "node:crypto";
import type { Context } from "@/server/api/context";
import type { Role, Visibility } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";

/** What a test may want to be different about a person. */
interface PersonChoices {
  name?: string;
  email?: string;
  timeZone?: string;
  suspended?: boolean;
  moderator?: boolean;
  operator?: boolean;
  /** Since when there is the account; long ago, so that the limits of new ones are not in the way. */
  createdAt?: Date;
}

/** Somebody with an account, as the viewer that procedures and commands take. */
export async function person(choices: PersonChoices = {}): Promise<Viewer> {
  const tag = randomUUID().slice(0, 8);
  const {
    name = `Person ${tag}`,
    email = `${tag}@example.org`,
    timeZone = "Europe/Berlin",
    moderator = false,
    operator = false,
    createdAt = new Date("2025-01-01T00:00:00Z"),
  } = choices;
  const suspendedAt = choices.suspended ? new Date() : null;
  const made = await db.person.create({
    data: {
      handle: `p-${tag}`,
      name,
      email,
      timeZone,
      suspendedAt,
      moderatorSince: moderator ? new Date() : null,
      operatorSince: operator ? new Date() : null,
      welcomedAt: new Date(),
      createdAt,
    },
    select: { id: true, handle: true },
  });
  const rights = { suspended: suspendedAt !== null, welcomed: true, moderator, operator };
  return { ...made, name, timeZone, ...rights };
}

interface GroupChoices {
  visibility?: Visibility;
  joinPolicy?: "open" | "request" | "invitation";
  members?: [Viewer, Role][];
}

/** A group with these members; their first should be the owner. */
export async function group({
  visibility = "public",
  joinPolicy = "open",
  members = [],
}: GroupChoices = {}) {
  const slug = `g-${randomUUID().slice(0, 8)}`;
  return db.group.create({
    data: {
      slug,
      name: `Group ${slug}`,
      visibility,
      joinPolicy,
      timeZone: "Europe/Berlin",
      memberCount: members.length,
      memberships: { create: members.map(([{ id }, role]) => ({ personId: id, role })) },
    },
    select: { id: true, slug: true },
  });
}

/** The members that a group counts, after the number was compared with the members themselves. */
export async function counted(slug: string): Promise<number> {
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
  return { viewer, ip: "192.0.2.1", requestId: "test", sessionToken: null, userAgent: "test" };
}

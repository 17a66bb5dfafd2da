// Finds a group through the viewer: a group that they may not see does not exist for them.
import "server-only";
import type { Viewer } from "@/server/people/policy";
import { NOBODY } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { accessTopic } from "@/server/platform/live";
import { demand, refuse } from "@/server/platform/refusal";
import { noteShown } from "@/server/platform/web/finished/shown";
import { type GroupScope, groupTopic, maySeeGroup, type Role } from "./policy";

/** The groups that one page asks for, by slug. Each is read once, however many parts of the page are about it. */
export type ScopesOfPage = Map<string, Promise<GroupScope>>;

/**
 * Finds the group with this slug, or that had it before, and the viewer's role there, read from the database at each call.
 * @param page whose calls share one reading
 * @throws Refusal NOT_FOUND, the same for a missing group and one that the viewer may not see
 */
export async function groupScope(
  viewer: Viewer | null,
  slug: string,
  page?: ScopesOfPage,
): Promise<GroupScope> {
  const reading = page?.get(slug) ?? readScope(viewer, slug);
  page?.set(slug, reading);
  const scope = await reading;
  noteShown(groupTopic(scope.group.id), accessTopic(scope.group.id));
  return scope;
}

async function readScope(viewer: Viewer | null, slug: string): Promise<GroupScope> {
  const [found] = await readScopes(viewer, [slug]);
  if (!found) refuse("NOT_FOUND");
  const { scope } = found;
  demand(maySeeGroup(scope.group.visibility, scope.role));
  return scope;
}

/** Finds the groups with these slugs that the viewer may see, in one query. @returns each by the slug that was asked for */
export async function groupScopes(
  viewer: Viewer | null,
  slugs: readonly string[],
): Promise<Map<string, GroupScope>> {
  if (slugs.length === 0) return new Map();
  const scopes = await readScopes(viewer, slugs);
  const seen = scopes.filter(
    ({ scope: { group, role } }) => maySeeGroup(group.visibility, role) === true,
  );
  return new Map(seen.map(({ asked, scope }) => [asked, scope]));
}

/**
 * Reads groups with what decides the viewer's rights there. Whether they may see a group is asked in the query itself,
 * so that a hidden group takes as many statements as a missing one, and so the same time.
 */
async function readScopes(
  viewer: Viewer | null,
  slugs: readonly string[],
): Promise<{ asked: string; scope: GroupScope }[]> {
  type Row = GroupScope["group"] & {
    /** The slug that was asked for: the group's own, or one that it had before. */
    asked: string;
    role: Role | null;
    suspendedAt: Date | null;
    until: Date | null;
  };
  const personId = viewer?.id ?? null;
  const rows = await db.$queryRaw<Row[]>`
    SELECT w.slug AS asked, g.id, g.slug, g.name, g.visibility, g."joinPolicy", g."timeZone", g."archivedAt",
      m.role, s."suspendedAt", s.until
    FROM unnest(${[...slugs]}::text[]) AS w(slug) LEFT JOIN "FormerSlug" f ON f.slug = w.slug
    JOIN "Group" g ON g.slug = w.slug OR g.id = f."groupId"
    LEFT JOIN "Membership" m ON m."groupId" = g.id AND m."personId" = ${personId}::uuid
    LEFT JOIN "Suspension" s ON s."groupId" = g.id AND s."personId" = ${personId}::uuid
    WHERE (g.visibility <> 'private' OR m.role IS NOT NULL)`;
  return rows.map(({ asked, role, suspendedAt, until, ...group }) => {
    const suspended = suspendedAt !== null && (until === null || until > now());
    return { asked, scope: { group, role, viewer, suspended } };
  });
}

/** The condition for groups in which a person has any role; nobody has one as a guest. */
export function joinedBy(viewer: Viewer | null) {
  return { memberships: { some: { personId: viewer?.id ?? NOBODY } } };
}

/** The condition for a suspension that is still in force. */
export function stillSuspended() {
  return { OR: [{ until: null }, { until: { gt: now() } }] };
}

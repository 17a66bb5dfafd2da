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
 * Finds the group with this slug and the viewer's role there, read from the database at each call.
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
  const [scope] = await readScopes(viewer, [slug]);
  if (!scope) refuse("NOT_FOUND");
  demand(maySeeGroup(scope.group.visibility, scope.role));
  return scope;
}

/** Finds the groups among these slugs that the viewer may see, in one query. */
export async function groupScopes(
  viewer: Viewer | null,
  slugs: readonly string[],
): Promise<Map<string, GroupScope>> {
  if (slugs.length === 0) return new Map();
  const scopes = await readScopes(viewer, slugs);
  const seen = scopes.filter(({ group, role }) => maySeeGroup(group.visibility, role) === true);
  return new Map(seen.map((scope) => [scope.group.slug, scope]));
}

/**
 * Reads groups with what decides the viewer's rights there. Whether they may see a group is asked in the query itself,
 * so that a hidden group takes as many statements as a missing one, and so the same time.
 */
async function readScopes(viewer: Viewer | null, slugs: readonly string[]): Promise<GroupScope[]> {
  type Row = GroupScope["group"] & {
    role: Role | null;
    suspendedAt: Date | null;
    until: Date | null;
  };
  const personId = viewer?.id ?? null;
  const rows = await db.$queryRaw<Row[]>`
    SELECT g.id, g.slug, g.name, g.visibility, g."joinPolicy", g."timeZone", m.role, s."suspendedAt", s.until
    FROM "Group" g
    LEFT JOIN "Membership" m ON m."groupId" = g.id AND m."personId" = ${personId}::uuid
    LEFT JOIN "Suspension" s ON s."groupId" = g.id AND s."personId" = ${personId}::uuid
    WHERE g.slug = ANY(${[...slugs]}::text[]) AND (g.visibility <> 'private' OR m.role IS NOT NULL)`;
  return rows.map(({ role, suspendedAt, until, ...group }) => {
    const suspended = suspendedAt !== null && (until === null || until > now());
    return { group, role, viewer, suspended };
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

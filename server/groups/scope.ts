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

/**
 * Finds the group with this slug and the viewer's role there, read from the database at each call.
 * @throws Refusal NOT_FOUND, the same for a missing group and one that the viewer may not see
 */
export async function groupScope(viewer: Viewer | null, slug: string): Promise<GroupScope> {
  const where = { slug, ...seenBy(viewer) };
  // Prisma would put several findUnique of one moment, with conditions such as these, into a transaction.
  const found = await db.group.findFirst({ where, select: scopeColumns(viewer) });
  if (!found) refuse("NOT_FOUND");
  const scope = scopeOf(viewer, found);
  demand(maySeeGroup(scope.group.visibility, scope.role));
  noteShown(groupTopic(scope.group.id), accessTopic(scope.group.id));
  return scope;
}

/** Finds the groups among these slugs that the viewer may see, in one query. */
export async function groupScopes(
  viewer: Viewer | null,
  slugs: readonly string[],
): Promise<Map<string, GroupScope>> {
  if (slugs.length === 0) return new Map();
  const where = { slug: { in: [...slugs] }, ...seenBy(viewer) };
  const rows = await db.group.findMany({ where, select: scopeColumns(viewer) });
  const scopes = rows.map((row) => scopeOf(viewer, row));
  const seen = scopes.filter(({ group, role }) => maySeeGroup(group.visibility, role) === true);
  return new Map(seen.map((scope) => [scope.group.slug, scope]));
}

/** The condition for groups in which a person has any role; nobody has one as a guest. */
export function joinedBy(viewer: Viewer | null) {
  return { memberships: { some: { personId: viewer?.id ?? NOBODY } } };
}

/**
 * The condition for groups that the viewer may see. Asked in the query itself, so that a hidden group
 * takes as many statements as a missing one, and so the same time.
 */
function seenBy(viewer: Viewer | null) {
  return { OR: [{ visibility: { not: "private" as const } }, joinedBy(viewer)] };
}

/** Selects a group's columns that decide the viewer's rights there. */
function scopeColumns(viewer: Viewer | null) {
  const personId = viewer?.id ?? NOBODY;
  return {
    id: true,
    slug: true,
    name: true,
    visibility: true,
    joinPolicy: true,
    timeZone: true,
    memberships: { where: { personId }, select: { role: true } },
    suspensions: { where: { personId, ...stillSuspended() }, select: { until: true } },
  } as const;
}

type Row = GroupScope["group"] & { memberships: { role: Role }[]; suspensions: unknown[] };

function scopeOf(viewer: Viewer | null, row: Row): GroupScope {
  const { memberships, suspensions, ...group } = row;
  return { group, role: memberships[0]?.role ?? null, viewer, suspended: suspensions.length > 0 };
}

/** The condition for a suspension that is still in force. */
export function stillSuspended() {
  return { OR: [{ until: null }, { until: { gt: now() } }] };
}

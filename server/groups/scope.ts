// Reaches a group through the viewer: what they may not see does not exist for them.
import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { demand, refuse } from "@/server/platform/refusal";
import { type GroupScope, maySeeGroup, type Role } from "./policy";

/**
 * The group at this address as the viewer stands to it, read from the database at each call.
 * @throws Refusal NOT_FOUND, the same for a group that does not exist and one that may not be seen
 */
export async function groupScope(viewer: Viewer | null, slug: string): Promise<GroupScope> {
  const found = await db.group.findUnique({ where: { slug }, select: standing(viewer) });
  if (!found) refuse("NOT_FOUND");
  const scope = scopeOf(viewer, found);
  demand(maySeeGroup(scope.group.visibility, scope.role));
  return scope;
}

/** Those of these groups that the viewer may see, by their addresses, read at once. */
export async function groupScopes(
  viewer: Viewer | null,
  slugs: readonly string[],
): Promise<Map<string, GroupScope>> {
  if (slugs.length === 0) return new Map();
  const where = { slug: { in: [...slugs] } };
  const rows = await db.group.findMany({ where, select: standing(viewer) });
  const scopes = rows.map((row) => scopeOf(viewer, row));
  const seen = scopes.filter(({ group, role }) => maySeeGroup(group.visibility, role) === true);
  return new Map(seen.map((scope) => [scope.group.slug, scope]));
}

/** What of a group says how the viewer stands to it. */
function standing(viewer: Viewer | null) {
  // The nil id is nobody's.
  const personId = viewer?.id ?? "00000000-0000-0000-0000-000000000000";
  return {
    id: true,
    slug: true,
    name: true,
    visibility: true,
    joinPolicy: true,
    timeZone: true,
    memberships: { where: { personId }, select: { role: true } },
    suspensions: { where: { personId, ...lasting() }, select: { until: true } },
  } as const;
}

type Row = GroupScope["group"] & { memberships: { role: Role }[]; suspensions: unknown[] };

function scopeOf(viewer: Viewer | null, row: Row): GroupScope {
  const { memberships, suspensions, ...group } = row;
  return { group, role: memberships[0]?.role ?? null, viewer, suspended: suspensions.length > 0 };
}

/** The condition under which a suspension still holds. */
export function lasting() {
  return { OR: [{ until: null }, { until: { gt: now() } }] };
}

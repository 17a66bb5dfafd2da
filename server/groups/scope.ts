import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { demand, refuse } from "@/server/platform/refusal";
import { type GroupScope, maySeeGroup } from "./policy";

/**
 * The group at this address as the viewer stands to it, read from the database at each call.
 * @throws Refusal NOT_FOUND, the same for a group that does not exist and one that may not be seen
 */
export async function groupScope(viewer: Viewer | null, slug: string): Promise<GroupScope> {
  // The nil id is nobody's.
  const personId = viewer?.id ?? "00000000-0000-0000-0000-000000000000";
  const found = await db.group.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      name: true,
      visibility: true,
      joinPolicy: true,
      timeZone: true,
      memberships: { where: { personId }, select: { role: true } },
      suspensions: { where: { personId, ...lasting() }, select: { until: true } },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const { memberships, suspensions, ...group } = found;
  const role = memberships[0]?.role ?? null;
  demand(maySeeGroup(group.visibility, role));
  return { group, role, viewer, suspended: suspensions.length > 0 };
}

/** The condition under which a suspension still holds. */
export function lasting() {
  return { OR: [{ until: null }, { until: { gt: now() } }] };
}

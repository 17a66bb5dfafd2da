import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { demand, refuse } from "@/server/platform/refusal";
import { type GroupScope, maySeeGroup } from "./policy";

/**
 * The group at this address as the viewer stands to it, read from the database at each call.
 * @throws Refusal NOT_FOUND, the same for a group that does not exist and one that may not be seen
 */
export async function groupScope(viewer: Viewer | null, slug: string): Promise<GroupScope> {
  const found = await db.group.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      name: true,
      visibility: true,
      joinPolicy: true,
      timeZone: true,
      // The nil id is nobody's.
      memberships: {
        where: { personId: viewer?.id ?? "00000000-0000-0000-0000-000000000000" },
        select: { role: true },
      },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const { memberships, ...group } = found;
  const role = memberships[0]?.role ?? null;
  demand(maySeeGroup(group.visibility, role));
  return { group, role, viewer };
}

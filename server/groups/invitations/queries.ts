import "server-only";
import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import type { MemberScope, Visibility } from "../policy";
import { invitationWorks } from "../sql";

/** The most invitations in a list. */
const MOST = 200;

interface ShownInvitation {
  id: string;
  email: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** Lists the invitations that still work. */
export function listInvitations(scope: MemberScope) {
  return db.$queryRaw<ShownInvitation[]>`
    SELECT i.id, i.email, i."createdAt", i."expiresAt" FROM "Invitation" i
    WHERE i."groupId" = ${scope.group.id}::uuid AND ${invitationWorks()}
    ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${MOST}`;
}

interface InvitationHead {
  name: string;
  description: string;
  memberCount: number;
  visibility: Visibility;
  expiresAt: Date;
  /** Whether it was emailed and works for one person. */
  once: boolean;
}

/** Reads what an invitation's link may show of the group; null if it no longer works. */
export async function findInvitation(token: string) {
  const [found] = await db.$queryRaw<InvitationHead[]>`
    SELECT g.name, g.description, g."memberCount", g.visibility::text AS visibility, i."expiresAt",
      i.email IS NOT NULL AS once
    FROM "Invitation" i JOIN "Group" g ON g.id = i."groupId"
    WHERE i."tokenHash" = ${hashSecret(token)} AND ${invitationWorks()}`;
  return found ?? null;
}

import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { hashSecret } from "@/server/platform/secrets/secret";
import { macOf } from "@/server/platform/secrets/signed-link";
import { joinPath } from "@/server/platform/web/addresses";
import type { MemberScope, Visibility } from "../policy";
import { fitDescription } from "../queries";
import { invitationWorks, memberOf } from "../sql";
import { mayInvitationSignIn } from "./rules";

/** The most invitations in a list. */
const MOST = 200;

/**
 * Computes the token of a lasting link from its id. Organizers can therefore read the link again, and a copy of the
 * database still gives no way in: it lacks the site's secret.
 */
export function lastingToken(id: string): string {
  return macOf("lasting link to a group", id).toString("base64url");
}

interface ListedRow {
  id: string;
  tokenHash: string | null;
  email: string | null;
  name: string;
  /** The name of the inviter. */
  by: string;
  createdAt: Date;
  expiresAt: Date | null;
}

/** Lists the invitations that still work, with the lasting links. The token of an emailed one is never shown. */
export async function listInvitations(scope: MemberScope) {
  const rows = await db.$queryRaw<ListedRow[]>`
    SELECT i.id, i."tokenHash", i.email, i.name, p.name AS by, i."createdAt", i."expiresAt"
    FROM "Invitation" i JOIN "Person" p ON p.id = i."createdById"
    WHERE i."groupId" = ${scope.group.id}::uuid AND ${invitationWorks()}
    ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${MOST}`;
  return rows.map(({ tokenHash, ...row }) => ({ ...row, link: linkOf({ tokenHash, ...row }) }));
}

/** The address of a lasting link; null for other invitations, and after the site's secret has changed. */
function linkOf({ id, email, expiresAt, tokenHash }: ListedRow): string | null {
  if (email !== null || expiresAt !== null) return null;
  const token = lastingToken(id);
  return hashSecret(token) === tokenHash ? env().SITE_URL + joinPath(token) : null;
}

/** The state of an address that the organizers know already. */
export type KnownAddress = "waiting" | "accepted" | "member";

/**
 * Finds which of these addresses the group has invited before, and the viewer's own. It says of an address that it is a
 * member's only if the group's invitation made it one: other addresses of members are not the organizers' to know.
 */
export async function findKnownAddresses(
  { group, viewer }: MemberScope,
  emails: readonly string[],
): Promise<Map<string, KnownAddress>> {
  const wanted = [...emails];
  const rows = await db.$queryRaw<{ email: string; state: KnownAddress }[]>`
    SELECT email, CASE WHEN bool_or(member) THEN 'member' WHEN bool_or(waiting) THEN 'waiting' ELSE 'accepted' END AS state
    FROM (
      SELECT i.email, ${invitationWorks()} AS waiting, i."usedAt" IS NOT NULL AND EXISTS (
        SELECT FROM "Person" invited WHERE invited.email = i.email
          AND ${memberOf(Prisma.sql`invited.id`, Prisma.sql`i."groupId"`)}) AS member
      FROM "Invitation" i
      WHERE i."groupId" = ${group.id}::uuid AND i.email = ANY(${wanted}::text[])
        AND (i."usedAt" IS NOT NULL OR ${invitationWorks()})
      UNION ALL
      SELECT p.email, false, true FROM "Person" p
      WHERE p.id = ${viewer.id}::uuid AND p.email = ANY(${wanted}::text[])
    ) known GROUP BY email`;
  return new Map(rows.map(({ email, state }) => [email, state]));
}

interface HeadRow {
  groupId: string;
  slug: string;
  name: string;
  descriptionHtml: string;
  memberCount: number;
  visibility: Visibility;
  by: string;
  email: string | null;
  /** The name that the inviter wrote beside the address. */
  written: string;
  sentAt: Date | null;
  expiresAt: Date | null;
  used: boolean;
  works: boolean;
  /** Whether the viewer is a member already. */
  isMember: boolean;
  accountId: string | null;
  emailSince: Date | null;
  welcomed: boolean | null;
}

async function findRow(viewer: Viewer | null, token: string): Promise<HeadRow | null> {
  const [found] = await db.$queryRaw<HeadRow[]>`
    SELECT g.id AS "groupId", g.slug, g.name, g."descriptionHtml", g."memberCount", g.visibility::text AS visibility,
      p.name AS by, i.email, i.name AS written, i."sentAt", i."expiresAt", i."usedAt" IS NOT NULL AS used,
      ${invitationWorks()} AS works, EXISTS (SELECT FROM "Membership" m
        WHERE m."groupId" = g.id AND m."personId" = ${viewer?.id ?? null}::uuid) AS "isMember",
      a.id AS "accountId", a."emailSince", a."welcomedAt" IS NOT NULL AS welcomed
    FROM "Invitation" i JOIN "Group" g ON g.id = i."groupId"
    LEFT JOIN "Person" p ON p.id = i."createdById" LEFT JOIN "Person" a ON a.email = i.email
    WHERE i."tokenHash" = ${hashSecret(token)}`;
  return found ?? null;
}

/**
 * Reads what an invitation's link may show: the group, the inviter, and how the person can accept. Of one that no longer
 * works only whether it was used; null for a link that never was one.
 */
export async function findInvitation(viewer: Viewer | null, token: string) {
  const found = await findRow(viewer, token);
  if (!found) return null;
  const { slug, isMember, used } = found;
  if (isMember) return { state: "member" as const, slug };
  if (!found.works) return { state: "over" as const, used };
  const { name, memberCount, visibility, by, email, expiresAt } = found;
  const descriptionHtml = fitDescription(found.descriptionHtml);
  return {
    ...{ state: "open" as const, name, descriptionHtml, memberCount, visibility, by, expiresAt },
    person: email === null ? null : personOf(viewer, email, found),
  };
}

/** The person of an emailed invitation. */
function personOf(viewer: Viewer | null, email: string, found: HeadRow) {
  const { accountId, emailSince, sentAt, written, welcomed } = found;
  return {
    email,
    /** Whether it is the viewer's own address. */
    isViewer: viewer !== null && viewer.id === accountId,
    /** Whether they still have to give their name. */
    isNew: !welcomed,
    written,
    /** Whether the link signs in, or they have to sign in first. */
    signsIn: accountId === null || mayInvitationSignIn({ emailSince }, sentAt, now()),
  };
}

/**
 * Finds the group whose readings an invitation shows: always for a person who was invited by name, and for a link
 * that many people have where strangers see them too.
 */
export async function findInvitedGroup(
  token: string,
): Promise<{ id: string; slug: string } | null> {
  const found = await findRow(null, token);
  if (!found?.works || (found.email === null && found.visibility === "private")) return null;
  return { id: found.groupId, slug: found.slug };
}

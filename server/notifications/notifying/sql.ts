import "server-only";
import { blocks } from "@/server/people/sql";
import { Prisma } from "@/server/platform/database/db";
import { viaFor } from "../choosing/sql";
import type { GroupKind } from "../schema";

/** The condition for a person `p` to get notifications at all. */
export const canBeNotified = Prisma.sql`p."suspendedAt" IS NULL AND p."deletedAt" IS NULL`;

/** The chosen way, or the app for a person `p` without an email address. */
export const viaOrApp = (via: Prisma.Sql) => Prisma.sql`
  (CASE WHEN ${via} = 'mail' AND p.email IS NULL THEN 'app' ELSE ${via} END)::"NotificationVia"`;

/** The condition that neither a person `p` nor the actor has blocked the other. */
export const neitherBlocks = (actor: Prisma.Sql) => Prisma.sql`
  NOT ${blocks(Prisma.sql`p.id`, actor)} AND NOT ${blocks(actor, Prisma.sql`p.id`)}`;

/** The condition that a person `p` has not muted the group of their membership `m`. */
export const doesNotMuteGroup = Prisma.sql`NOT EXISTS (SELECT FROM "Following" f
  WHERE f."personId" = p.id AND f."groupId" = m."groupId" AND f.level = 'mute')`;

/** The condition that a person `p` gets notifications of a kind, from the group of their membership `m`, by email. */
export const getsByEmail = (
  kind: GroupKind,
) => Prisma.sql`(p.email IS NOT NULL AND ${doesNotMuteGroup}
  AND ${viaFor(Prisma.sql`${kind}::"NotificationKind"`, Prisma.sql`p.id`, Prisma.sql`m."groupId"`)} = 'mail')`;

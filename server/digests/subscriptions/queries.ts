import "server-only";
import { memberOf } from "@/server/groups/sql";
import { Prisma, type Tx } from "@/server/platform/database/db";
import type { NamedSource } from "../rules";

/** Columns of a subscription that its reader chose. */
export const CHOICES = {
  cadence: true,
  days: true,
  dayOfMonth: true,
  hour: true,
  minute: true,
  timeZone: true,
  fromDay: true,
  length: true,
  skipsEmpty: true,
  pausedUntil: true,
} as const;

/** A source as a page shows it, with the slug for its link. */
export interface ShownSource extends NamedSource {
  /** The slug of the topic or the group. */
  slug: string | null;
}

/**
 * Finds the sources of subscriptions, by subscription, in the order chosen. Groups that the person has left are
 * not included.
 */
export async function findNamedSources(
  tx: Tx,
  subscriptionIds: readonly string[],
): Promise<Map<string, ShownSource[]>> {
  const rows = await tx.$queryRaw<(ShownSource & { subscriptionId: string })[]>`
    SELECT s."subscriptionId", s.kind::text AS kind, coalesce(t.name, s.query, g.name) AS name,
      coalesce(t.slug, g.slug) AS slug
    FROM "DigestSource" s JOIN "Subscription" u ON u.id = s."subscriptionId"
    LEFT JOIN "Topic" t ON t.slug = s."topicSlug"
    LEFT JOIN "Group" g ON g.id = s."groupId"
    WHERE s."subscriptionId" = ANY(${[...subscriptionIds]}::uuid[])
      AND (g.id IS NULL OR ${memberOf(Prisma.sql`u."personId"`, Prisma.sql`g.id`)})
    ORDER BY s."subscriptionId", s.position`;
  const sources = new Map<string, ShownSource[]>(subscriptionIds.map((id) => [id, []]));
  for (const { subscriptionId, ...source } of rows) sources.get(subscriptionId)?.push(source);
  return sources;
}

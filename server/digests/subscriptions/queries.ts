import "server-only";
import { memberOf } from "@/server/groups/sql";
import { Prisma, type Tx } from "@/server/platform/db";
import type { NamedSource } from "../rules";

/** A source as a page shows it: with what it leads to. */
export interface ShownSource extends NamedSource {
  /** The topic's or the group's address. */
  slug: string | null;
}

/**
 * What these subscriptions gather from, by subscription, in the order in which it was chosen. Groups that
 * the person has left are not named, and not there.
 */
export async function namedSources(
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

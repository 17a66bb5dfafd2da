import "server-only";
import { memberOf } from "@/server/groups/sql";
import { nameOfKey } from "@/server/papers/authors/rules";
import { nameOfAuthor } from "@/server/papers/authors/sql";
import { groupsIn, readQuestion } from "@/server/papers/search/language/rules";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import type { NamedSource } from "../rules";
import { nextUnpausedDue, type PausableSchedule, periodOf } from "../schedule/rules";
import type { PublicSource, SourceInput } from "../schema";

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
  /** The slug of the topic or the group, or the key of the author. */
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
    SELECT s."subscriptionId", s.kind::text AS kind, 
      coalesce(t.name, s.query, g.name, ${nameOfAuthor(Prisma.sql`s."authorKey"`)}) AS name,
      coalesce(t.slug, g.slug, s."authorKey") AS slug
    FROM "DigestSource" s JOIN "Subscription" u ON u.id = s."subscriptionId"
    LEFT JOIN "Topic" t ON t.slug = s."topicSlug"
    LEFT JOIN "Group" g ON g.id = s."groupId"
    WHERE s."subscriptionId" = ANY(${[...subscriptionIds]}::uuid[])
      AND (g.id IS NULL OR ${memberOf(Prisma.sql`u."personId"`, Prisma.sql`g.id`)})
    ORDER BY s."subscriptionId", s.position`;
  const sources = new Map<string, ShownSource[]>(subscriptionIds.map((id) => [id, []]));
  for (const { subscriptionId, ...source } of rows) {
    const { kind, slug } = source;
    const name = kind === "author" && slug ? (source.name ?? nameOfKey(slug)) : source.name;
    sources.get(subscriptionId)?.push({ ...source, name });
  }
  return sources;
}

/** Converts the columns of a schedule for the rules. */
export function toSchedule<S extends { fromDay: Date; pausedUntil: Date | null }>(row: S) {
  const { fromDay, pausedUntil, ...rest } = row;
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return {
    ...rest,
    fromDay: day(fromDay),
    pausedUntil: pausedUntil && day(pausedUntil),
  };
}

/** Finds when the first digest of a schedule comes: not in a period that has one already. */
export async function findFirstDue(
  tx: Tx,
  subscriptionId: string,
  schedule: PausableSchedule,
): Promise<Date | null> {
  let due = nextUnpausedDue(schedule, now());
  while (due) {
    const period = periodOf(schedule, due);
    const existing = await tx.digest.findUnique({
      where: { subscriptionId_period: { subscriptionId, period } },
      select: { id: true },
    });
    if (!existing) break;
    due = nextUnpausedDue(schedule, due);
  }
  return due;
}

/**
 * Converts sources to rows.
 * @param personId whose groups are allowed; null for an address without an account
 * @param had the subscription that these sources replace: it may keep an author whose papers are gone
 * @throws Refusal INVALID for an unknown topic or author, or a group, also one in a search, that the person is not a member of
 */
export async function toSourceRows(
  tx: Tx,
  personId: string | null,
  sources: readonly SourceInput[],
  had: string | null = null,
) {
  const named = (source: SourceInput) =>
    source.kind === "search" ? groupsIn(readQuestion(source.query)) : [];
  const slugs = sources.flatMap((source) =>
    source.kind === "group" ? [source.group] : named(source),
  );
  const groups =
    personId === null
      ? []
      : await tx.group.findMany({
          where: { slug: { in: slugs }, memberships: { some: { personId } } },
          select: { id: true, slug: true },
        });
  const topics = await findKnownTopics(tx, sources);
  const authors = await findKnownAuthors(tx, sources, had);
  const idOf = new Map(groups.map(({ id, slug }) => [slug, id]));
  return sources.map((source, at) => {
    const row = { position: at + 1, kind: source.kind };
    if (source.kind === "topic") {
      if (!topics.has(source.topic)) refuseSource("This topic no longer exists.");
      return { ...row, topicSlug: source.topic };
    }
    if (source.kind === "author") {
      if (!authors.has(source.author)) refuseSource("No paper names this author.");
      return { ...row, authorKey: source.author };
    }
    if (source.kind === "group") {
      return {
        ...row,
        groupId: idOf.get(source.group) ?? refuseSource("You are not a member of this group."),
      };
    }
    if (source.kind !== "search") return row;
    const other = named(source).find((slug) => !idOf.has(slug));
    if (other) {
      refuseSource(
        `None of your groups has the address “${other}”. Only a group’s members can have a search in it.`,
      );
    }
    return { ...row, query: source.query };
  });
}

async function findKnownTopics(tx: Tx, sources: readonly SourceInput[]): Promise<Set<string>> {
  const slugs = sources.flatMap((source) => (source.kind === "topic" ? [source.topic] : []));
  const rows = await tx.topic.findMany({ where: { slug: { in: slugs } }, select: { slug: true } });
  return new Set(rows.map(({ slug }) => slug));
}

async function findKnownAuthors(
  tx: Tx,
  sources: readonly SourceInput[],
  had: string | null,
): Promise<Set<string>> {
  const keys = sources.flatMap((source) => (source.kind === "author" ? [source.author] : []));
  if (keys.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT k.key FROM unnest(${keys}::text[]) AS k(key)
    WHERE EXISTS (SELECT FROM "PaperAuthor" a WHERE a.key = k.key)
      OR EXISTS (SELECT FROM "DigestSource" s WHERE s."subscriptionId" = ${had}::uuid AND s."authorKey" = k.key)`;
  return new Set(rows.map(({ key }) => key));
}

function refuseSource(say: string): never {
  refuse("INVALID", { say, field: "sources" });
}

/** Returns the condition for sources about the same thing. */
export function matchSource(about: PublicSource) {
  const { kind } = about;
  if (about.kind === "topic") return { kind, topicSlug: about.topic };
  if (about.kind === "author") return { kind, authorKey: about.author };
  if (about.kind === "trending") return { kind };
  return { kind, query: { equals: about.query, mode: "insensitive" as const } };
}

/**
 * Finds the subscription that a confirmed address opens: its own, or the person's first one with this source.
 */
export async function findSubscriptionAbout(
  tx: Tx,
  personId: string | null,
  email: string,
  about: PublicSource,
) {
  if (personId === null) return tx.subscription.findUnique({ where: { email } });
  return tx.subscription.findFirst({
    where: { personId, sources: { some: matchSource(about) } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

export type Subscription = NonNullable<Awaited<ReturnType<typeof findSubscriptionAbout>>>;

/** Returns the condition that emails of a subscription still go to an address. */
export function whereSentTo(email: string) {
  return { OR: [{ personId: null }, { person: { email: email.toLowerCase() } }] };
}

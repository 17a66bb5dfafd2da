// Finds a group through the viewer: a group that they may not see does not exist for them.
import "server-only";
import type { Viewer } from "@/server/people/policy";
import { NOBODY } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { accessTopic } from "@/server/platform/live";
import { demand, refuse } from "@/server/platform/refusal";
import { noteShown } from "@/server/platform/web/finished/shown";
import { atLeast, type GroupScope, groupTopic, maySeeGroup, ROLES, type Role } from "./policy";

/** The things that the head of a group's pages shows beyond the scope. */
export interface Head {
  description: string;
  descriptionHtml: string;
  memberCount: number;
  endsAt: Date | null;
  /** Whether the viewer has asked to join. */
  asked: boolean;
  /** Open join requests, for viewers who may decide them. */
  asking: number;
  /** Reported comments and objections, for viewers who may decide about them. */
  reports: number;
}

/** A group as a page reads it. */
export interface ScopeOfPage {
  scope: GroupScope;
  head: Head;
}

/** The groups that one page asks for, by slug. Each is read once, however many parts of the page are about it. */
export type ScopesOfPage = Map<string, Promise<ScopeOfPage>>;

/**
 * Finds the group with this slug, or that had it before, and the viewer's role there, read from the database at each call.
 * @param page whose calls share one reading
 * @throws Refusal NOT_FOUND, the same for a missing group and one that the viewer may not see
 */
export async function groupScope(
  viewer: Viewer | null,
  slug: string,
  page?: ScopesOfPage,
): Promise<GroupScope> {
  if (page) return (await scopeOfPage(viewer, slug, page)).scope;
  return noteScope(seen(await readScopes(viewer, [slug]))).scope;
}

/**
 * Finds a group as `groupScope` does, with what the head of its pages shows, in one query for all calls of a page.
 * @throws Refusal NOT_FOUND, the same for a missing group and one that the viewer may not see
 */
export async function scopeOfPage(
  viewer: Viewer | null,
  slug: string,
  page: ScopesOfPage,
): Promise<ScopeOfPage> {
  const reading = page.get(slug) ?? readScopes<Head>(viewer, [slug], headFor(viewer)).then(seen);
  page.set(slug, reading);
  return noteScope(await reading);
}

function seen<More>([found]: Found<More>[]): { scope: GroupScope; head: More } {
  if (!found) refuse("NOT_FOUND");
  const { scope, head } = found;
  demand(maySeeGroup(scope.group.visibility, scope.role));
  return { scope, head };
}

function noteScope<With extends { scope: GroupScope }>(found: With): With {
  const { id } = found.scope.group;
  noteShown(groupTopic(id), accessTopic(id));
  return found;
}

/** Finds the groups with these slugs that the viewer may see, in one query. @returns each by the slug that was asked for */
export async function groupScopes(
  viewer: Viewer | null,
  slugs: readonly string[],
): Promise<Map<string, GroupScope>> {
  if (slugs.length === 0) return new Map();
  const scopes = await readScopes(viewer, slugs);
  const visible = scopes.filter(
    ({ scope: { group, role } }) => maySeeGroup(group.visibility, role) === true,
  );
  return new Map(visible.map(({ wanted, scope }) => [wanted, scope]));
}

interface Found<More> {
  /** The slug that was asked for: the group's own, or one that it had before. */
  wanted: string;
  scope: GroupScope;
  /** The further columns. */
  head: More;
}

/**
 * Reads groups with what decides the viewer's rights there. Whether they may see a group is asked in the query itself,
 * so that a hidden group takes as many statements as a missing one, and so the same time.
 * @param more further columns of the group `g`, in which the viewer's membership is `m`
 */
async function readScopes<More = object>(
  viewer: Viewer | null,
  slugs: readonly string[],
  more = Prisma.empty,
): Promise<Found<More>[]> {
  type Row = GroupScope["group"] & {
    wanted: string;
    role: Role | null;
    suspendedAt: Date | null;
    until: Date | null;
  };
  const personId = viewer?.id ?? null;
  const rows = await db.$queryRaw<Row[]>`
    SELECT w.slug AS wanted, g.id, g.slug, g.name, g.visibility, g."joinPolicy", g."timeZone", g."archivedAt",
      m.role, s."suspendedAt", s.until ${more}
    FROM unnest(${[...slugs]}::text[]) AS w(slug) LEFT JOIN "FormerSlug" f ON f.slug = w.slug
    JOIN "Group" g ON g.slug = w.slug OR g.id = f."groupId"
    LEFT JOIN "Membership" m ON m."groupId" = g.id AND m."personId" = ${personId}::uuid
    LEFT JOIN "Suspension" s ON s."groupId" = g.id AND s."personId" = ${personId}::uuid
    WHERE (g.visibility <> 'private' OR m.role IS NOT NULL)`;
  return rows.map(
    // biome-ignore format: one line for each of the three
    ({
      wanted, role, suspendedAt, until,
      id, slug, name, visibility, joinPolicy, timeZone, archivedAt,
      ...head
    }) => {
      const suspended = suspendedAt !== null && (until === null || until > now());
      const group = { id, slug, name, visibility, joinPolicy, timeZone, archivedAt };
      return { wanted, scope: { group, role, viewer, suspended }, head: head as More };
    },
  );
}

/** The columns of a group's head. Requests and reports are counted for the roles that may decide them. */
function headFor(viewer: Viewer | null): Prisma.Sql {
  const me = Prisma.sql`${viewer?.id ?? null}::uuid`;
  const decides = Prisma.sql`m.role::text = ANY(${ROLES.filter((role) => atLeast(role, "organizer"))}::text[])`;
  // Nobody decides about their own words.
  return Prisma.sql`, g.description, g."descriptionHtml", g."memberCount", g."endsAt",
    EXISTS (SELECT FROM "JoinRequest" j WHERE j."groupId" = g.id AND j."answeredAt" IS NULL
      AND j."personId" = ${me}) AS asked,
    CASE WHEN ${decides} THEN (SELECT count(*)::int FROM "JoinRequest" j
      WHERE j."groupId" = g.id AND j."answeredAt" IS NULL) ELSE 0 END AS asking,
    CASE WHEN ${decides} THEN (SELECT count(*)::int FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId"
      WHERE t."groupId" = g.id AND c."deletedAt" IS NULL AND c."authorId" <> ${me}
        AND EXISTS (SELECT FROM "Report" r WHERE r."commentId" = c.id AND r."handledAt" IS NULL))
      + (SELECT count(DISTINCT (r."nominationId", r."personId"))::int FROM "ObjectionReport" r
        JOIN "Nomination" n ON n.id = r."nominationId" WHERE n."groupId" = g.id AND r."personId" <> ${me})
      ELSE 0 END AS reports`;
}

/** The condition for groups in which a person has any role; nobody has one as a guest. */
export function joinedBy(viewer: Viewer | null) {
  return { memberships: { some: { personId: viewer?.id ?? NOBODY } } };
}

/** The condition for a suspension that is still in force. */
export function stillSuspended() {
  return { OR: [{ until: null }, { until: { gt: now() } }] };
}

import "server-only";
import { markdownInPlainSigns } from "@/server/papers/abstracts/plain-signs";
import type { Viewer } from "@/server/people/policy";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { accessTopic } from "@/server/platform/live";
import { memoize } from "@/server/platform/memoize";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { fitOnPage } from "@/server/platform/text/page-texts";
import { noteShown } from "@/server/platform/web/finished/shown";
import { actsAs, type GroupScope, groupListTopic, mayAsk, mayJoin, mayLeave } from "./policy";
import { GROUP } from "./select";

const LINE = {
  slug: true,
  name: true,
  description: true,
  memberCount: true,
  joinPolicy: true,
  visibility: true,
} as const;
/** Groups per page. */
const GROUPS_A_PAGE = 30;
/** The most own groups in a list. */
const MOST = 200;
/** Characters of a description on a card. */
const EXCERPT = 220;
/** The share of a page that a description may use with its formulas in full. */
const DESCRIPTION_SHARE = 0.2;

/** Formulas take milliseconds to convert, hence the cache. */
const plainWords = memoize((description) => markdownInPlainSigns(description), 1000);

/** The first lines of a description, cut between words. */
function excerptOf(description: string): string {
  const characters = [...plainWords(description).replace(/\s+/g, " ").trim()];
  if (characters.length <= EXCERPT) return characters.join("");
  const cut = characters.slice(0, EXCERPT).join("");
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 0)) || cut}…`;
}

function cardOf<Row extends { description: string }>({ description, ...row }: Row) {
  return { ...row, excerpt: excerptOf(description) };
}

const BY_SIZE: ListOrder = [
  { by: "memberCount", as: "whole", desc: true },
  { by: "id", as: "id" },
];

/** Lists a page of the public groups that are not archived, the largest first. */
export async function listPublicGroups(position: ListPosition) {
  const page = planPage(position, GROUPS_A_PAGE, BY_SIZE);
  const read = await db.group.findMany({
    where: { AND: [{ visibility: "public", archivedAt: null }, page.where] },
    select: { id: true, ...LINE },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  noteShown(groupListTopic(), ...read.map(({ id }) => accessTopic(id)));
  const { rows, ...rest } = page.cut(read);
  return { groups: rows.map(({ id: _, ...row }) => cardOf(row)), ...rest };
}

/** Lists the viewer's groups. */
export async function listMyGroups(viewer: Viewer) {
  const rows = await db.membership.findMany({
    where: { personId: viewer.id },
    select: { role: true, group: { select: { ...GROUP.select, archivedAt: true } } },
    orderBy: [{ joinedAt: "asc" }, { groupId: "asc" }],
    take: MOST,
  });
  // Archived groups come last.
  return rows
    .map(({ role, group: { archivedAt, ...group } }) => ({
      ...group,
      role,
      archived: archivedAt !== null,
    }))
    .sort((a, b) => Number(a.archived) - Number(b.archived));
}

interface Head {
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

/** Fits a description onto a page that shows other texts as well. */
export function fitDescription(html: string): string {
  return fitOnPage([html], DESCRIPTION_SHARE)[0]?.html ?? "";
}

/** Reads the header of a group's pages, with the viewer's rights there, in one query. */
export async function groupHead(scope: GroupScope) {
  const { group, role, viewer } = scope;
  const organizes = actsAs(scope, "organizer");
  const open = !scope.suspended && group.archivedAt === null;
  const me = Prisma.sql`${viewer?.id ?? null}::uuid`;
  // Nobody decides about their own words.
  const [row] = await db.$queryRaw<Head[]>`
    SELECT g.description, g."descriptionHtml", g."memberCount", g."endsAt",
      EXISTS (SELECT FROM "JoinRequest" j WHERE j."groupId" = g.id AND j."answeredAt" IS NULL
        AND j."personId" = ${me}) AS asked,
      CASE WHEN ${organizes} THEN (SELECT count(*)::int FROM "JoinRequest" j
        WHERE j."groupId" = g.id AND j."answeredAt" IS NULL) ELSE 0 END AS asking,
      CASE WHEN ${organizes} THEN (SELECT count(*)::int FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId"
        WHERE t."groupId" = g.id AND c."deletedAt" IS NULL AND c."authorId" <> ${me}
          AND EXISTS (SELECT FROM "Report" r WHERE r."commentId" = c.id AND r."handledAt" IS NULL))
        + (SELECT count(DISTINCT (r."nominationId", r."personId"))::int FROM "ObjectionReport" r
          JOIN "Nomination" n ON n.id = r."nominationId" WHERE n."groupId" = g.id AND r."personId" <> ${me})
        ELSE 0 END AS reports
    FROM "Group" g WHERE g.id = ${group.id}::uuid`;
  if (!row) refuse("NOT_FOUND");
  const { endsAt, ...found } = row;
  const { id: _, ...shown } = group;
  return {
    ...shown,
    ...found,
    descriptionHtml: fitDescription(found.descriptionHtml),
    role,
    /** When the group will be deleted, for its members. */
    endsAt: role === null ? null : endsAt,
    /** Whether the viewer is suspended from the group at present. */
    suspended: scope.suspended,
    may: {
      join: role === null && mayJoin(group) === true && open,
      ask: role === null && mayAsk(group) === true && !found.asked && open,
      leave: role !== null && mayLeave(role) === true,
      nominate: actsAs(scope, "member"),
      organize: organizes,
      own: role === "owner",
    },
  };
}

/** The name of a group that a person never saw. */
export const UNSEEN = "A group that you can no longer see";

interface KnownGroup {
  name: string;
  slug: string;
}

interface Pair {
  personId: string;
  groupId: string;
}

/**
 * Finds the names and addresses by which these people know these groups. A group that a person can no longer see keeps
 * those that they saw last: at their departure, or when it was last public.
 * @returns null for a group that they never saw
 */
export async function knownGroups(
  tx: Tx,
  pairs: readonly Pair[],
): Promise<(personId: string, groupId: string) => KnownGroup | null> {
  const groups = new Map<string, KnownGroup>();
  const known = (personId: string, groupId: string) => groups.get(`${personId} ${groupId}`) ?? null;
  if (pairs.length === 0) return known;
  const rows = await tx.$queryRaw<{ name: string | null; slug: string }[]>`
    SELECT CASE
      WHEN asked.sees THEN g.name
      WHEN g."shownUntil" > d."leftAt" OR d."leftAt" IS NULL THEN g."shownName"
      ELSE d."groupName" END AS name,
      CASE WHEN asked.sees THEN g.slug ELSE coalesce((SELECT f.slug FROM "FormerSlug" f
        WHERE f."groupId" = g.id AND f."leftAt" > greatest(d."leftAt", g."shownUntil")
        ORDER BY f."leftAt" LIMIT 1), g.slug) END AS slug
    FROM (SELECT pair.*, EXISTS (SELECT FROM "Group" g WHERE g.id = pair."groupId"
        AND (g.visibility <> 'private' OR EXISTS (SELECT FROM "Membership" m
          WHERE m."groupId" = g.id AND m."personId" = pair."personId"))) AS sees
      FROM unnest(${pairs.map(({ personId }) => personId)}::uuid[],
        ${pairs.map(({ groupId }) => groupId)}::uuid[]) WITH ORDINALITY AS pair("personId", "groupId", place)) asked
    LEFT JOIN "Group" g ON g.id = asked."groupId"
    LEFT JOIN "Departure" d ON d."groupId" = g.id AND d."personId" = asked."personId"
    ORDER BY asked.place`;
  for (const [at, { personId, groupId }] of pairs.entries()) {
    const { name, slug } = rows[at] ?? { name: null, slug: "" };
    if (name) groups.set(`${personId} ${groupId}`, { name, slug });
  }
  return known;
}

/** The names alone (`knownGroups`), with a sentence for a group that a person never saw. */
export async function knownGroupNames(
  tx: Tx,
  pairs: readonly Pair[],
): Promise<(personId: string, groupId: string) => string> {
  const known = await knownGroups(tx, pairs);
  return (personId, groupId) => known(personId, groupId)?.name ?? UNSEEN;
}

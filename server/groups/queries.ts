import "server-only";
import { markdownInPlainSigns } from "@/server/papers/abstracts/plain-signs";
import type { Viewer } from "@/server/people/policy";
import { db, type Tx } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { accessTopic } from "@/server/platform/live";
import { memoize } from "@/server/platform/memoize";
import type { ListPosition } from "@/server/platform/text/inputs";
import { fitOnPage } from "@/server/platform/text/page-texts";
import { noteShown } from "@/server/platform/web/finished/shown";
import { actsAs, groupListTopic, mayAsk, mayJoin, mayLeave } from "./policy";
import type { ScopeOfPage } from "./scope";
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

/** Fits a description onto a page that shows other texts as well. */
export function fitDescription(html: string): string {
  return fitOnPage([html], DESCRIPTION_SHARE)[0]?.html ?? "";
}

/** The head of a group's pages, with the viewer's rights there. */
export function groupHead({ scope, head: { endsAt, asking, reports, ...found } }: ScopeOfPage) {
  const { group, role } = scope;
  const organizes = actsAs(scope, "organizer");
  const open = !scope.suspended && group.archivedAt === null;
  const { id: _, ...shown } = group;
  return {
    ...shown,
    ...found,
    asking: organizes ? asking : 0,
    reports: organizes ? reports : 0,
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

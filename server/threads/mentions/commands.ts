import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { memberOf } from "@/server/groups/sql";
import { findPaperIds } from "@/server/papers/queries";
import type { Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { handlesIn, renderMarkdown } from "@/server/platform/text/markdown";
import { MENTIONABLE_SHOWN } from "../rules";
import { MENTIONS_MAX, type Mentionable } from "../schema";
import { commentStands } from "../sql";

const MARKED = /<span class="mention">@([a-z0-9-]+)<\/span>/gi;

/** Finds the handles marked as mentions in stored HTML. */
export function findMentions(html: string): Set<string> {
  return new Set([...html.matchAll(MARKED)].map(([, handle = ""]) => handle.toLowerCase()));
}

/** Lists members of the group whose handle or name begins with `start`. */
export function listMentionableInGroup(
  { viewer, group }: MemberScope,
  start: string,
): Promise<Mentionable[]> {
  return listByBeginning(viewer, start, memberOf(Prisma.sql`p.id`, Prisma.sql`${group.id}::uuid`));
}

/** Lists people for a mention in a paper's public thread: its authors, and people who share a group with the viewer. */
export async function listMentionable(
  viewer: Viewer,
  slug: string,
  start: string,
): Promise<Mentionable[]> {
  const paperId = (await findPaperIds([slug])).get(slug) ?? refuse("NOT_FOUND");
  return listByBeginning(
    viewer,
    start,
    Prisma.sql`p.id IN (
      SELECT c."authorId" FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId"
      WHERE t."paperId" = ${paperId}::uuid AND t."groupId" IS NULL AND ${commentStands}
      UNION
      SELECT other."personId" FROM "Membership" mine
      JOIN "Membership" other ON other."groupId" = mine."groupId"
      WHERE mine."personId" = ${viewer.id}::uuid)`,
  );
}

/** Leaves out the viewer and people they have blocked. People who have blocked the viewer are offered, but not notified. */
function listByBeginning(viewer: Viewer, start: string, among: Prisma.Sql): Promise<Mentionable[]> {
  const like = `${start.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return db.$queryRaw<Mentionable[]>`
    SELECT p.handle, p.name FROM "Person" p
    WHERE (p.handle LIKE ${like} OR lower(p.name) LIKE ${like} OR lower(p.name) LIKE ${`% ${like}`})
      AND p."deletedAt" IS NULL AND p.id <> ${viewer.id}::uuid AND ${among}
      AND NOT ${blocks(Prisma.sql`${viewer.id}::uuid`, Prisma.sql`p.id`)}
    ORDER BY p.handle LIKE ${like} DESC, p.handle LIMIT ${MENTIONABLE_SHOWN}`;
}

/**
 * Renders a comment and finds the people to notify: those who may see the thread and have not blocked the
 * author. Handles of people outside the audience stay plain text, so that they do not reveal who has an
 * account; a blocked author's mention looks like any other.
 * @param groupId of the thread; null in public
 * @returns also the faults in its formulas
 */
export async function renderComment(viewer: Viewer, groupId: string | null, body: string) {
  const handles = handlesIn(body).slice(0, MENTIONS_MAX);
  if (handles.length === 0) return { ...renderMarkdown(body), mentioned: [] };
  const people = await db.person.findMany({
    where: {
      handle: { in: handles },
      deletedAt: null,
      ...(groupId === null ? {} : { memberships: { some: { groupId } } }),
    },
    select: {
      id: true,
      handle: true,
      blocks: { where: { blockedId: viewer.id }, select: { personId: true } },
    },
  });
  const rendered = renderMarkdown(body, { mentions: new Set(people.map(({ handle }) => handle)) });
  const mentioned = people.filter(({ id, blocks }) => id !== viewer.id && blocks.length === 0);
  return { ...rendered, mentioned: mentioned.map(({ id }) => id) };
}

/** Stores the people a comment mentions, in the transaction that writes it. @returns the number of new ones */
export async function saveMentions(
  tx: Tx,
  commentId: string,
  mentioned: readonly string[],
): Promise<number> {
  await tx.mention.deleteMany({ where: { commentId, personId: { notIn: [...mentioned] } } });
  if (mentioned.length === 0) return 0;
  // Prisma would make a plan for each createMany.
  return tx.$executeRaw`
    INSERT INTO "Mention" ("commentId", "personId") SELECT ${commentId}::uuid, unnest(${mentioned}::uuid[])
    ON CONFLICT DO NOTHING`;
}

import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { memberOf } from "@/server/groups/sql";
import type { Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma, type Tx } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { handlesIn, renderMarkdown } from "@/server/platform/text/markdown";
import { MENTIONABLE_SHOWN, MENTIONS_MAX, type Mentionable } from "../schema";
import { commentStands } from "../sql";

/**
 * A comment as it is shown, and whom it mentions: people who may see the thread, and have not blocked who
 * writes. Any other name stays plain text, so that nothing tells whether there is such a person; a block
 * does not show.
 * @param groupId of the thread; null in public
 * @returns also what is wrong with its formulas
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

const MARKED = /<span class="mention">@([a-z0-9-]+)<\/span>/gi;

/** The handles that a kept text has marked. */
export function mentionsIn(html: string): Set<string> {
  return new Set([...html.matchAll(MARKED)].map(([, handle = ""]) => handle.toLowerCase()));
}

/** Keeps whom a comment mentions, in the transaction that writes it. @returns how many are new */
export async function keepMentions(
  tx: Tx,
  commentId: string,
  mentioned: readonly string[],
): Promise<number> {
  await tx.mention.deleteMany({ where: { commentId, personId: { notIn: [...mentioned] } } });
  const { count } = await tx.mention.createMany({
    data: mentioned.map((personId) => ({ commentId, personId })),
    skipDuplicates: true,
  });
  return count;
}

/** Members of the group whose handle or name begins like this. */
export function mentionableInGroup(
  { viewer, group }: MemberScope,
  start: string,
): Promise<Mentionable[]> {
  return beginning(viewer, start, memberOf(Prisma.sql`p.id`, Prisma.sql`${group.id}::uuid`));
}

/** In the public thread of a paper: who wrote in it, and who is in a group with the viewer. */
export async function mentionable(
  viewer: Viewer,
  slug: string,
  start: string,
): Promise<Mentionable[]> {
  const paper = await db.paper.findUnique({ where: { slug }, select: { id: true } });
  if (!paper) refuse("NOT_FOUND");
  return beginning(
    viewer,
    start,
    Prisma.sql`p.id IN (
      SELECT c."authorId" FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId"
      WHERE t."paperId" = ${paper.id}::uuid AND t."groupId" IS NULL AND ${commentStands}
      UNION
      SELECT other."personId" FROM "Membership" mine
      JOIN "Membership" other ON other."groupId" = mine."groupId"
      WHERE mine."personId" = ${viewer.id}::uuid)`,
  );
}

/** The viewer does not find herself, nor whom she has blocked. Who has blocked her is found, but not told. */
function beginning(viewer: Viewer, start: string, among: Prisma.Sql): Promise<Mentionable[]> {
  const like = `${start.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return db.$queryRaw<Mentionable[]>`
    SELECT p.handle, p.name FROM "Person" p
    WHERE (p.handle LIKE ${like} OR lower(p.name) LIKE ${like} OR lower(p.name) LIKE ${`% ${like}`})
      AND p."deletedAt" IS NULL AND p.id <> ${viewer.id}::uuid AND ${among}
      AND NOT ${blocks(Prisma.sql`${viewer.id}::uuid`, Prisma.sql`p.id`)}
    ORDER BY p.handle LIKE ${like} DESC, p.handle LIMIT ${MENTIONABLE_SHOWN}`;
}

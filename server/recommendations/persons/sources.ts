// Where recommendations for a person come from: what they and their groups did with papers. Each source is one line of
// SOURCES, the papers of the person `v` as rows of `kind`, "paperId", `at` and "groupId".
import "server-only";
import { memberOf } from "@/server/groups/sql";
import { NOTHING_WARNS } from "@/server/papers/versions/sql";
import { Prisma } from "@/server/platform/database/db";
import { commentStands } from "@/server/threads/sql";
import type { SEEDS } from "./rules";

/** Papers of each source: the latest. */
const LATEST = 12;
/** Readings looked at of each group. */
const A_GROUP = 4;

const OF_NO_GROUP = Prisma.sql`NULL::uuid AS "groupId"`;

/** A new source is a kind in `SEEDS` (rules.ts), its words in `sayReason`, and a line here. */
export const SOURCES: Record<(typeof SEEDS)[number], Prisma.Sql> = {
  upvoted: Prisma.sql`SELECT u."paperId", u."createdAt" AS at, ${OF_NO_GROUP}
    FROM "Upvote" u WHERE u."personId" = v.id`,
  read: Prisma.sql`SELECT r."paperId", x."createdAt" AS at, ${OF_NO_GROUP}
    FROM "Reader" x JOIN "Reading" r ON r.id = x."readingId"
    WHERE x."personId" = v.id AND ${memberOf(Prisma.sql`v.id`, Prisma.sql`r."groupId"`)}`,
  nominated: Prisma.sql`SELECT n."paperId", n."createdAt" AS at, ${OF_NO_GROUP}
    FROM "Nomination" n WHERE n."nominatedById" = v.id AND n."withdrawnAt" IS NULL
      AND ${memberOf(Prisma.sql`v.id`, Prisma.sql`n."groupId"`)}`,
  followed: Prisma.sql`SELECT f."paperId", f."createdAt" AS at, ${OF_NO_GROUP}
    FROM "Following" f WHERE f."personId" = v.id AND f."paperId" IS NOT NULL AND f.level = 'follow'`,
  shelved: Prisma.sql`SELECT k."paperId", k."movedAt" AS at, ${OF_NO_GROUP}
    FROM "ShelvedPaper" k WHERE k."personId" = v.id`,
  commented: Prisma.sql`SELECT t."paperId", max(c.at) AS at, ${OF_NO_GROUP}
    FROM (
      SELECT c."threadId", max(c."createdAt") AS at FROM "Comment" c
      WHERE c."authorId" = v.id AND ${commentStands} GROUP BY c."threadId"
    ) c JOIN "Thread" t ON t.id = c."threadId"
    WHERE t."paperId" IS NOT NULL
      AND (t."groupId" IS NULL OR ${memberOf(Prisma.sql`v.id`, Prisma.sql`t."groupId"`)})
    GROUP BY t."paperId"`,
  readByGroup: Prisma.sql`SELECT r."paperId", r."chosenAt" AS at, m."groupId"
    FROM "Membership" m JOIN "Group" g ON g.id = m."groupId" AND g."archivedAt" IS NULL
    CROSS JOIN LATERAL (SELECT r."paperId", r."chosenAt" FROM "Reading" r WHERE r."groupId" = m."groupId"
      ORDER BY r."chosenAt" DESC LIMIT ${A_GROUP}) r
    WHERE m."personId" = v.id`,
};

/** The latest papers of all sources of the person `v`. */
export function seedsOfPerson(): Prisma.Sql {
  const parts = Object.entries(SOURCES).map(
    ([kind, rows]) => Prisma.sql`(SELECT ${kind}::text AS kind, s.* FROM (${rows}) s
      ORDER BY s.at DESC, s."paperId" LIMIT ${LATEST})`,
  );
  return Prisma.join(parts, " UNION ALL ");
}

/** Whether the person `v` knows a paper `q`: they upvoted, read, added, nominated, keep, follow, muted or dismissed it. */
const KNOWN = Prisma.sql`(q."addedById" = v.id
  OR EXISTS (SELECT FROM "Upvote" u WHERE u."paperId" = q.id AND u."personId" = v.id)
  OR EXISTS (SELECT FROM "Dismissal" d WHERE d."paperId" = q.id AND d."personId" = v.id)
  OR EXISTS (SELECT FROM "Following" f WHERE f."paperId" = q.id AND f."personId" = v.id)
  OR EXISTS (SELECT FROM "ShelvedPaper" k WHERE k."paperId" = q.id AND k."personId" = v.id)
  OR EXISTS (SELECT FROM "Nomination" n WHERE n."paperId" = q.id AND n."nominatedById" = v.id AND n."withdrawnAt" IS NULL)
  OR EXISTS (SELECT FROM "Reading" r JOIN "Reader" x ON x."readingId" = r.id AND x."personId" = v.id WHERE r."paperId" = q.id))`;

/** The papers that the persons `viewer` wrote about, by their titles: read at once, because a thread may be long. */
export const COMMENTED = Prisma.sql`SELECT DISTINCT c.id, q."normalizedTitle" FROM (
    SELECT DISTINCT viewer.id, c."threadId" FROM viewer JOIN "Comment" c ON c."authorId" = viewer.id
  ) c JOIN "Thread" t ON t.id = c."threadId" JOIN "Paper" q ON q.id = t."paperId"`;

/** The topics that the persons `viewer` muted: read at once, because a topic may have many followers. */
export const MUTED = Prisma.sql`SELECT f."personId" AS id, f."topicSlug" FROM viewer
  JOIN "Following" f ON f."personId" = viewer.id WHERE f."topicSlug" IS NOT NULL AND f.level = 'mute'`;

/**
 * Whether a paper `p` may be recommended to the person `v`: they neither know it, or another of its versions, nor wrote
 * about it (`commented`), and have not muted one of its topics (`muted`); and it was neither withdrawn nor retracted.
 */
export const MAY_BE_RECOMMENDED = Prisma.sql`${NOTHING_WARNS}
  AND NOT EXISTS (SELECT FROM "Paper" q WHERE q."normalizedTitle" = p."normalizedTitle" AND ${KNOWN})
  -- PostgreSQL makes one hash table of this. It would compare each paper with each that an EXISTS might find.
  AND (v.id, p."normalizedTitle") NOT IN (SELECT k.id, k."normalizedTitle" FROM commented k)
  AND NOT EXISTS (SELECT FROM muted k JOIN "PaperTopic" x ON x."topicSlug" = k."topicSlug"
    WHERE k.id = v.id AND x."paperId" = p.id)`;

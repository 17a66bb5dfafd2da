import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** The level per kind of thing. `max` orders "mute" after "follow", so that a muted author or topic wins over others. */
export const levelColumns = Prisma.sql`
  max(f.level::text) FILTER (WHERE f."threadId" IS NOT NULL) AS thread,
  max(f.level::text) FILTER (WHERE f."paperId" IS NOT NULL) AS paper,
  max(f.level::text) FILTER (WHERE f."authorKey" IS NOT NULL) AS author,
  max(f.level::text) FILTER (WHERE f."topicSlug" IS NOT NULL) AS topic,
  max(f.level::text) FILTER (WHERE f."groupId" IS NOT NULL) AS "group"`;

/** A thread with its paper; in a meeting's thread, the meeting's paper. */
export const threadWithPaper = Prisma.sql`
  SELECT t.id, t."groupId", coalesce(t."paperId", r."paperId") AS "paperId" FROM "Thread" t
  LEFT JOIN "Meeting" m ON m.id = t."meetingId" LEFT JOIN "Reading" r ON r.id = m."readingId"`;

/** All followings that apply to the thread `about`. */
export const reachingFollowings = Prisma.sql`
  SELECT f.* FROM about JOIN "Following" f ON f."threadId" = about.id
  UNION ALL SELECT f.* FROM about JOIN "Following" f ON f."paperId" = about."paperId"
  UNION ALL SELECT f.* FROM about JOIN "PaperAuthor" pa ON pa."paperId" = about."paperId"
    JOIN "Following" f ON f."authorKey" = pa.key
  UNION ALL SELECT f.* FROM about JOIN "PaperTopic" pt ON pt."paperId" = about."paperId"
    JOIN "Following" f ON f."topicSlug" = pt."topicSlug"
  UNION ALL SELECT f.* FROM about JOIN "Following" f ON f."groupId" = about."groupId"`;

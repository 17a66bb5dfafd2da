import "server-only";
import { memberMayVote, NOMINATION_WAITS } from "@/server/ballots/sql";
import { suspendedIn } from "@/server/groups/sql";
import { idInSubject } from "@/server/notifications/subjects/sql";
import { blocks } from "@/server/people/sql";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { type FoundItem, type Reader, readersWithSources } from "../reader";

/** How far back results and nominations go, and how far ahead meetings. */
const SPAN_MS = 14 * 24 * 3600 * 1000;
/** Nominations to find in each group; a digest takes fewer. */
const NOMINATIONS_MAX = 20;

/**
 * Whether no digest of the reader `w` contained this subject, and no email was about it.
 * @param kind the kind of a notification of it @param id its ballot, meeting or nomination @param since the time of the news
 */
function isNewToReader(
  subject: Prisma.Sql,
  kind: "ballot" | "result" | "meeting" | "nomination",
  id: Prisma.Sql,
  since = Prisma.sql`'-infinity'::timestamptz`,
): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (SELECT FROM "DigestItem" i
    WHERE i."readerId" = w."readerId" AND i.subject = ${subject})
    AND NOT EXISTS (SELECT FROM "Notification" e WHERE e."personId" = w."personId" AND e.kind = ${kind}::"NotificationKind"
      AND e."mailedAt" IS NOT NULL AND e."createdAt" >= ${since} AND ${idInSubject(Prisma.sql`e.subject`)} = ${id}::text)`;
}

/**
 * Finds items of groups that the reader is a member of at this moment: open ballots waiting for the reader's
 * vote, results, the next meeting, and nominations by others. The score grows the sooner something ends or
 * begins, or the later it happened.
 */
export async function findGroupItems(
  tx: Tx,
  readers: readonly Reader[],
  at: Date,
): Promise<FoundItem[]> {
  const [before, after] = [at.getTime() - SPAN_MS, at.getTime() + SPAN_MS].map(
    (ms) => new Date(ms),
  );
  return tx.$queryRaw<FoundItem[]>`
    WITH wanted AS (
      SELECT r.id, r."personId", r."readerId", s."groupId", m."joinedAt",
        ${suspendedIn(Prisma.sql`r."personId"`, Prisma.sql`s."groupId"`, at)} AS suspended
      FROM ${readersWithSources(readers, ["group"])}
      JOIN "Membership" m ON m."groupId" = s."groupId" AND m."personId" = r."personId"
      JOIN "Group" h ON h.id = s."groupId" AND h."archivedAt" IS NULL
    ),
    found AS (
      SELECT w.id, 'ballot' AS kind, 'ballot:' || b.id AS subject, -extract(epoch FROM b."closesAt") AS score,
        w."groupId", NULL::uuid AS "paperId", b.id AS "ballotId", NULL::uuid AS "meetingId", NULL::uuid AS "nominationId"
      FROM wanted w JOIN "Ballot" b ON b."groupId" = w."groupId"
      WHERE NOT w.suspended AND b."openedAt" <= ${at} AND ${memberMayVote(Prisma.sql`w."joinedAt"`, at)}
        AND NOT EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = w."personId")
        AND ${isNewToReader(Prisma.sql`'ballot:' || b.id`, "ballot", Prisma.sql`b.id`)}
      UNION ALL
      SELECT w.id, 'result', 'result:' || b.id, extract(epoch FROM b."closedAt"),
        w."groupId", g."paperId", b.id, NULL, NULL
      FROM wanted w JOIN "Ballot" b ON b."groupId" = w."groupId"
      LEFT JOIN "Reading" g ON g."ballotId" = b.id AND g.seat = 1
      WHERE b."closedAt" > ${before} AND b.outcome <> 'tied' AND ${isNewToReader(Prisma.sql`'result:' || b.id`, "result", Prisma.sql`b.id`)}
      UNION ALL
      SELECT w.id, 'meeting', 'meeting:' || m.id || ':' || extract(epoch FROM m."startsAt"),
        -extract(epoch FROM m."startsAt"), w."groupId", m."paperId", NULL, m.id, NULL
      FROM wanted w CROSS JOIN LATERAL (
        SELECT m.id, m."startsAt", m."changedAt", g."paperId" FROM "Meeting" m JOIN "Reading" g ON g.id = m."readingId"
        WHERE m."groupId" = w."groupId" AND m."cancelledAt" IS NULL AND m."startsAt" > ${at}
        ORDER BY m."startsAt", m.id LIMIT 1) m
      WHERE m."startsAt" < ${after}
        AND ${isNewToReader(
          Prisma.sql`'meeting:' || m.id || ':' || extract(epoch FROM m."startsAt")`,
          "meeting",
          Prisma.sql`m.id`,
          Prisma.sql`m."changedAt"`,
        )}
      UNION ALL
      SELECT w.id, 'nomination', 'nomination:' || n.id, extract(epoch FROM n."createdAt"),
        w."groupId", n."paperId", NULL, NULL, n.id
      FROM wanted w CROSS JOIN LATERAL (
        SELECT n.id, n."paperId", n."createdAt" FROM "Nomination" n
        WHERE n."groupId" = w."groupId" AND n."createdAt" > ${before} AND ${NOMINATION_WAITS}
          AND n."nominatedById" <> w."personId"
          AND NOT ${blocks(Prisma.sql`w."personId"`, Prisma.sql`n."nominatedById"`)}
          AND ${isNewToReader(Prisma.sql`'nomination:' || n.id`, "nomination", Prisma.sql`n.id`)}
        ORDER BY n."createdAt" DESC LIMIT ${NOMINATIONS_MAX}) n
    )
    SELECT id AS "subscriptionId", kind, subject, score::float8 AS score, 'group' AS source, NULL AS of,
      "paperId", "groupId", "ballotId", "meetingId", "nominationId", NULL AS "notificationId"
    FROM found`;
}

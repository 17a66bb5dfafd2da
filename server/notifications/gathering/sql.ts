import "server-only";
import { memberMayVote } from "@/server/ballots/sql";
import { suspendedIn } from "@/server/groups/sql";
import { hasSaidAll } from "@/server/meetings/opinions/sql";
import { hasAnsweredPoll } from "@/server/meetings/polls/sql";
import { Prisma } from "@/server/platform/database/db";
import { viaFor } from "../choosing/sql";
import { levelColumns, reachingFollowings, threadWithPaper } from "../following/sql";
import { visibleToReader } from "../sql";
import { CLOSES, ENDED, EXTENDED, NEW_VERSION } from "../subjects/rules";
import { idInSubject, subjectOf, versionInSubject } from "../subjects/sql";

/** The person `p` of a notification `n` gets emails at all, and has not seen it meanwhile. */
const unseen = Prisma.sql`
  p.email IS NOT NULL AND p."suspendedAt" IS NULL AND p."deletedAt" IS NULL AND n."readAt" IS NULL
  AND NOT EXISTS (SELECT FROM "ThreadVisit" v JOIN "Comment" c ON c.id = n."commentId"
    WHERE v."personId" = p.id AND v."threadId" = n."threadId" AND v."seenNumber" >= c.number
      AND v."seenAt" >= n."createdAt" AND n.kind <> 'moderation')`;

/** The person of a notification `n` has not muted its thread, or its group. */
const unmuted = Prisma.sql`(n.kind = 'moderation'
  OR n."threadId" IS NULL AND NOT EXISTS (SELECT FROM "Following" f WHERE f."personId" = n."personId"
    AND f."groupId" = n."groupId" AND f.level = 'mute')
  OR n."threadId" IS NOT NULL AND (
    WITH about AS (${threadWithPaper} WHERE t.id = n."threadId")
    SELECT coalesce(l.thread, l.paper, l.author, l.topic, l."group") FROM (SELECT ${levelColumns}
      FROM (${reachingFollowings}) f WHERE f."personId" = n."personId") l) IS DISTINCT FROM 'mute')`;

/**
 * A notification `n` is still of use: an open ballot that its person may vote on and has not, a paper that was added
 * after they had, or the present closing time of a ballot that was extended; the latest news of a meeting that is not over, a reminder of a meeting's present time that they have not declined; the
 * present status of a paper.
 */
function isOfUse(at: Date): Prisma.Sql {
  const version = versionInSubject(Prisma.sql`n.subject`);
  return Prisma.sql`CASE
    WHEN n.kind IN ('ballot', 'closing') THEN EXISTS (SELECT FROM "Ballot" b
      JOIN "Membership" m ON m."groupId" = b."groupId" AND m."personId" = n."personId"
      WHERE b.id = n."ballotId" AND ${memberMayVote(Prisma.sql`m."joinedAt"`, at)}
        AND NOT ${suspendedIn(Prisma.sql`n."personId"`, Prisma.sql`n."groupId"`, at)}
        AND CASE WHEN ${version} LIKE ${`${EXTENDED}%`}
          THEN ${version} = concat(${EXTENDED}::text, floor(extract(epoch FROM b."closesAt"))::bigint)
          ELSE EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = n."personId")
            = (${version} LIKE 'added-%') END)
    WHEN n.kind = 'meeting' AND n."meetingId" IS NULL THEN EXISTS (SELECT FROM "DatePoll" q
      WHERE q.id::text = ${idInSubject(Prisma.sql`n.subject`)} AND ${isPollNews(at)})
    WHEN n.kind = 'meeting' THEN EXISTS (SELECT FROM "Meeting" m WHERE m.id = n."meetingId"
      AND m."startsAt" > ${at} AND n.subject = ${subjectOf("meeting", Prisma.sql`m.id`, Prisma.sql`m.sequence`)})
    WHEN n.kind = 'upcoming' THEN EXISTS (SELECT FROM "Meeting" m WHERE m.id = n."meetingId"
      AND m."startsAt" > ${at} AND m."cancelledAt" IS NULL AND n.subject = ${upcomingSubject}
      AND NOT EXISTS (SELECT FROM "Rsvp" r WHERE r."meetingId" = m.id AND r."personId" = n."personId"
        AND r.answer = 'no'))
    WHEN n.kind = 'after' THEN EXISTS (SELECT FROM "Meeting" m JOIN "Group" g ON g.id = m."groupId"
      WHERE m.id = n."meetingId" AND ${isOver(at)} AND g."archivedAt" IS NULL AND n.subject = ${afterSubject}
        AND NOT ${hasSaidAll(Prisma.sql`n."personId"`)})
    WHEN n.kind = 'news' THEN ${version} LIKE ${`${NEW_VERSION}%`}
      OR EXISTS (SELECT FROM "Paper" a WHERE a.id = n."paperId" AND a.status::text = ${version})
    ELSE true END`;
}

/** The subject of the questions after the meeting `m`. */
export const afterSubject = subjectOf(
  "after",
  Prisma.sql`m.id`,
  Prisma.sql`floor(extract(epoch FROM m."startsAt"))::bigint`,
);

/** The meeting `m` took place and is over. */
export const isOver = (at: Date) => Prisma.sql`(m."cancelledAt" IS NULL
  AND m."startsAt" + m.minutes * interval '1 minute' <= ${at}::timestamptz)`;

/**
 * A notification `n` says what is still so of the poll `q` for a meeting's time: it ended without one and none was
 * planned since, or it waits for its person's answer, or for the organizers.
 */
function isPollNews(at: Date): Prisma.Sql {
  const version = versionInSubject(Prisma.sql`n.subject`);
  return Prisma.sql`CASE
    WHEN ${version} = ${ENDED} THEN q."cancelledAt" IS NOT NULL AND NOT EXISTS (SELECT FROM "Meeting" m
      WHERE m."readingId" = q."readingId" AND m."cancelledAt" IS NULL)
    WHEN q."chosenId" IS NOT NULL OR q."cancelledAt" IS NOT NULL THEN false
    WHEN ${version} LIKE ${`${CLOSES}%`} THEN q."closedAt" IS NULL AND q."closesAt" > ${at}
      AND NOT ${hasAnsweredPoll(Prisma.sql`q.id`, Prisma.sql`n."personId"`)}
    ELSE true END`;
}

/** The subject of a reminder of the meeting `m`. */
export const upcomingSubject = subjectOf(
  "upcoming",
  Prisma.sql`m.id`,
  Prisma.sql`floor(extract(epoch FROM m."startsAt"))::bigint`,
);

/**
 * The condition for a notification `n` to be emailed to its person `p` at an instant. Everything is asked again, because
 * meanwhile the person may have read it, voted, left the group, muted it or chosen another way.
 * @param since the time before which news is too old
 */
export function isSendable(at: Date, since: Date): Prisma.Sql {
  return Prisma.sql`(n.via = 'mail' AND n."mailedAt" IS NULL AND n."createdAt" > ${since}
    AND ${unseen} AND ${visibleToReader} AND ${unmuted} AND ${isOfUse(at)}
    AND ${viaFor(Prisma.sql`n.kind`, Prisma.sql`n."personId"`, Prisma.sql`n."groupId"`)} = 'mail')`;
}

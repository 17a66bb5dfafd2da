import pg from "pg";
import { checkDatabase } from "@/scripts/runtime/counters";

/** Facts about the whole site that no order of acts may break, each with a query for violations. */
const NEVER: Record<string, string> = {
  "a group without one owner": `SELECT g.slug AS what FROM "Group" g WHERE
    (SELECT count(*) FROM "Membership" m WHERE m."groupId" = g.id AND m.role = 'owner') <> 1`,
  "an invitation of somebody who may not invite": `SELECT i.id::text AS what FROM "Invitation" i
    WHERE i."revokedAt" IS NULL AND i."usedAt" IS NULL AND NOT EXISTS (SELECT FROM "Membership" m
      WHERE m."groupId" = i."groupId" AND m."personId" = i."createdById" AND m.role <> 'member')`,
  "an open request of a member": `SELECT r.id::text AS what FROM "JoinRequest" r
    JOIN "Membership" m USING ("groupId", "personId") WHERE r."answeredAt" IS NULL`,
  "two open nominations of one paper": `SELECT "paperId"::text AS what FROM "Nomination"
    WHERE "withdrawnAt" IS NULL AND "chosenAt" IS NULL GROUP BY "groupId", "paperId" HAVING count(*) > 1`,
  "a withdrawn nomination on an open ballot": `SELECT n.id::text AS what FROM "Nomination" n
    JOIN "Candidate" c ON c."nominationId" = n.id JOIN "Ballot" b ON b.id = c."ballotId"
    WHERE n."withdrawnAt" IS NOT NULL AND b."openedAt" IS NOT NULL AND b."closedAt" IS NULL AND b."cancelledAt" IS NULL`,
  "a nomination on two open ballots": `SELECT c."nominationId"::text AS what FROM "Candidate" c
    JOIN "Ballot" b ON b.id = c."ballotId" WHERE b."openedAt" IS NOT NULL AND b."closedAt" IS NULL
      AND b."cancelledAt" IS NULL GROUP BY 1 HAVING count(*) > 1`,
  "a vote on an open ballot of somebody who is no member": `SELECT v."personId"::text AS what FROM "Vote" v
    JOIN "Ballot" b ON b.id = v."ballotId" WHERE b."closedAt" IS NULL AND b."cancelledAt" IS NULL
      AND NOT EXISTS (SELECT FROM "Membership" m WHERE m."groupId" = b."groupId" AND m."personId" = v."personId")`,
  "a vote that a closed ballot did not count": `SELECT b.id::text AS what FROM "Ballot" b
    WHERE b."closedAt" IS NOT NULL AND jsonb_typeof(b.election -> 'votes') = 'array'
      AND jsonb_array_length(b.election -> 'votes') <> (SELECT count(*) FROM "Vote" v WHERE v."ballotId" = b.id)`,
  "a ballot both closed and cancelled": `SELECT id::text AS what FROM "Ballot" WHERE "closedAt" IS NOT NULL AND "cancelledAt" IS NOT NULL`,
  "a ballot with readings but not one for each paper that it chose": `SELECT b.id::text AS what FROM "Ballot" b
    JOIN "Reading" r ON r."ballotId" = b.id GROUP BY b.id HAVING count(*) <> b.seats`,
  "a decided ballot without a reading": `SELECT b.id::text AS what FROM "Ballot" b WHERE b.outcome IN ('chosen', 'decided')
    AND NOT EXISTS (SELECT FROM "Reading" r WHERE r."ballotId" = b.id)`,
  "a paper that is not read when its meeting ends": `SELECT r.id::text AS what FROM "Reading" r
    JOIN "Meeting" m ON m."readingId" = r.id WHERE r."readById" IS NULL AND r."readAt" IS DISTINCT FROM
      CASE WHEN m."cancelledAt" IS NULL THEN m."startsAt" + m.minutes * interval '1 minute' END`,
  "a presenter of a coming meeting who is no member": `SELECT m.id::text AS what FROM "Meeting" m WHERE m."presenterId" IS NOT NULL
    AND m."startsAt" > now() AND NOT EXISTS (SELECT FROM "Membership" s WHERE s."groupId" = m."groupId" AND s."personId" = m."presenterId")`,
  "an RSVP to a coming meeting of somebody who is no member": `SELECT r."personId"::text AS what FROM "Rsvp" r
    JOIN "Meeting" m ON m.id = r."meetingId" WHERE m."startsAt" > now()
      AND NOT EXISTS (SELECT FROM "Membership" s WHERE s."groupId" = m."groupId" AND s."personId" = r."personId")`,
  "an answer to a poll, or a paper read, by somebody who is no member": `SELECT a."personId"::text AS what FROM "DateAnswer" a
    JOIN "PollDate" d ON d.id = a."dateId" JOIN "DatePoll" w ON w.id = d."pollId"
    WHERE NOT EXISTS (SELECT FROM "Membership" s WHERE s."groupId" = w."groupId" AND s."personId" = a."personId")
    UNION ALL SELECT x."personId"::text FROM "Reader" x JOIN "Reading" r ON r.id = x."readingId"
    WHERE NOT EXISTS (SELECT FROM "Membership" s WHERE s."groupId" = r."groupId" AND s."personId" = x."personId")`,
  "two meetings of a group at one time": `SELECT "groupId"::text AS what FROM "Meeting" WHERE "cancelledAt" IS NULL
    GROUP BY "groupId", "startsAt" HAVING count(*) > 1`,
  "a deleted comment with words": `SELECT id::text AS what FROM "Comment" WHERE "deletedAt" IS NOT NULL AND (body <> '' OR html <> '')`,
  "an earlier version of a deleted comment": `SELECT c.id::text AS what FROM "Comment" c
    JOIN "CommentVersion" v ON v."commentId" = c.id WHERE c."deletedAt" IS NOT NULL`,
  "a deleted or hidden key point": `SELECT id::text AS what FROM "Comment"
    WHERE "pinnedAt" IS NOT NULL AND ("deletedAt" IS NOT NULL OR "hiddenAt" IS NOT NULL)`,
  "an open report on a deleted comment": `SELECT r.id::text AS what FROM "Report" r JOIN "Comment" c ON c.id = r."commentId"
    WHERE c."deletedAt" IS NOT NULL AND r."handledAt" IS NULL`,
};

/** Finds faults on the site: wrong counters, and violated facts. */
export async function brokenInvariants(address: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const counted = (await checkDatabase(client, false)).filter(({ wrong }) => wrong.length > 0);
    const broken = counted.map(({ name, wrong }) => `not so: ${name} (${wrong})`);
    for (const [what, sql] of Object.entries(NEVER)) {
      const { rows } = await client.query<{ what: string }>(sql);
      broken.push(...rows.map((row) => `${what}: ${row.what}`));
    }
    return broken;
  } finally {
    await client.end();
  }
}

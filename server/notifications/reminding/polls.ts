// Reminds members of polls for the time of a meeting.
import "server-only";
import { suspendedIn } from "@/server/groups/sql";
import { hasAnsweredPoll } from "@/server/meetings/polls/sql";
import { now } from "@/server/platform/clock";
import { Prisma, transact } from "@/server/platform/database/db";
import { viaFor } from "../choosing/sql";
import { announceAndEmail, type NewNotification } from "../notifying/commands";
import { canBeNotified, doesNotMuteGroup, viaOrApp } from "../notifying/sql";
import { CLOSES } from "../subjects/rules";
import { subjectOf } from "../subjects/sql";
import { pollReminderTime } from "./sql";

/** Reminds members who have not answered of polls that close soon, once for each poll. */
export async function remindOfPolls(): Promise<void> {
  const at = now();
  const closes = Prisma.sql`concat(${CLOSES}::text, floor(extract(epoch FROM q."closesAt"))::bigint)`;
  const kind = Prisma.sql`'meeting'::"NotificationKind"`;
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "paperId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, ${kind}, ${subjectOf("datePoll", Prisma.sql`q.id`, closes)}, q."groupId",
        r."paperId", ${viaOrApp(Prisma.sql`c.via`)}, ${at}
      FROM "DatePoll" q JOIN "Reading" r ON r.id = q."readingId"
      JOIN "Group" g ON g.id = q."groupId" AND g."archivedAt" IS NULL JOIN "Membership" m ON m."groupId" = q."groupId"
      JOIN "Person" p ON p.id = m."personId" AND ${canBeNotified}
      CROSS JOIN LATERAL (SELECT ${viaFor(kind, Prisma.sql`p.id`, Prisma.sql`m."groupId"`)} AS via) c
      WHERE q."closedAt" IS NULL AND q."closesAt" > ${at} AND ${pollReminderTime} <= ${at}
        AND c.via <> 'none' AND ${doesNotMuteGroup} AND NOT ${hasAnsweredPoll(Prisma.sql`q.id`, Prisma.sql`p.id`)}
        AND NOT ${suspendedIn(Prisma.sql`p.id`, Prisma.sql`m."groupId"`, at)}
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

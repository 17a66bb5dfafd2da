// Asks members about meetings that are over.
import "server-only";
import { suspendedIn } from "@/server/groups/sql";
import { hasSaidAll, wasExpected } from "@/server/meetings/opinions/sql";
import { now } from "@/server/platform/clock";
import { Prisma, transact } from "@/server/platform/database/db";
import { viaFor } from "../choosing/sql";
import { afterSubject, isOver } from "../gathering/sql";
import { announceAndEmail, type NewNotification } from "../notifying/commands";
import { canBeNotified, doesNotMuteGroup, viaOrApp } from "../notifying/sql";

/** Days after a meeting on which its members can still be asked, for example when the site was away. */
const ASKED_DAYS = 2;

/** Asks the members who were expected at a meeting how it was, once it is over and once for each time. */
export async function askAfterMeetings(): Promise<void> {
  const at = now();
  const kind = Prisma.sql`'after'::"NotificationKind"`;
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "paperId", "meetingId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, ${kind}, ${afterSubject}, m."groupId", r."paperId", m.id,
        ${viaOrApp(Prisma.sql`c.via`)}, ${at}
      FROM "Meeting" m JOIN "Reading" r ON r.id = m."readingId"
      JOIN "Group" g ON g.id = m."groupId" AND g."archivedAt" IS NULL
      JOIN "Membership" s ON s."groupId" = m."groupId" AND s."joinedAt" <= m."startsAt"
      JOIN "Person" p ON p.id = s."personId" AND ${canBeNotified}
      CROSS JOIN LATERAL (SELECT ${viaFor(kind, Prisma.sql`p.id`, Prisma.sql`m."groupId"`)} AS via) c
      WHERE ${isOver(at)} AND m."startsAt" > ${at}::timestamptz - make_interval(days => ${ASKED_DAYS}::int)
        AND ${wasExpected(Prisma.sql`p.id`)} AND NOT ${hasSaidAll(Prisma.sql`p.id`)}
        AND c.via <> 'none' AND ${doesNotMuteGroup}
        AND NOT ${suspendedIn(Prisma.sql`p.id`, Prisma.sql`m."groupId"`, at)}
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

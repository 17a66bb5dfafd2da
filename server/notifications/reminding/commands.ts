import "server-only";
import { memberMayVote } from "@/server/ballots/sql";
import { suspendedIn } from "@/server/groups/sql";
import { now } from "@/server/platform/clock";
import { Prisma, transact } from "@/server/platform/database/db";
import { viaFor } from "../choosing/sql";
import { upcomingSubject } from "../gathering/sql";
import { announceAndEmail, type NewNotification } from "../notifying/commands";
import { canBeNotified, doesNotMuteGroup, viaOrApp } from "../notifying/sql";
import { REMIND_HOURS } from "../schema";
import { subjectOf } from "../subjects/sql";
import { askAfterMeetings } from "./after";
import { remindOfPolls } from "./polls";
import { ballotReminderTime, hasHeard } from "./sql";

const DAY = Prisma.sql`make_interval(hours => ${REMIND_HOURS}::int)`;

/**
 * Reminds members of ballots and polls that close and meetings that begin soon. It looks at what is so now, so that nothing has to
 * be taken back when a ballot closes early or is extended, a meeting is moved, or somebody votes or leaves.
 */
export async function remind(): Promise<void> {
  await remindOfBallots(
    Prisma.sql`b."closesAt" <= ${now()}::timestamptz + ${DAY} AND ${ballotReminderTime} <= ${now()}
      AND NOT ${hasHeard(
        Prisma.sql`o."ballotId" = b.id AND o.kind IN ('ballot', 'closing')`,
        "closing",
        Prisma.sql`b."closesAt"`,
        now(),
      )}`,
    Prisma.sql`b."closesAt"`,
  );
  await remindOfPolls();
  await remindOfMeetings();
  await askAfterMeetings();
}

/** Reminds the members who may vote on a ballot and have not, but not the organizer who wants it. Safe to run twice. */
export async function remindVotersNow(ballotId: string, byId: string): Promise<void> {
  const at = now();
  await remindOfBallots(
    Prisma.sql`b.id = ${ballotId}::uuid AND p.id <> ${byId}::uuid AND NOT EXISTS (SELECT FROM "Notification" o
      WHERE o."personId" = p.id AND o."ballotId" = b.id AND o.kind = 'closing'
        AND o."createdAt" > ${at}::timestamptz - interval '1 hour')`,
    Prisma.sql`${at}::timestamptz`,
  );
}

/** @param which the ballots `b` and people `p` @param of the time in the subject */
async function remindOfBallots(which: Prisma.Sql, of: Prisma.Sql): Promise<void> {
  const at = now();
  const subject = subjectOf(
    "closing",
    Prisma.sql`b.id`,
    Prisma.sql`floor(extract(epoch FROM ${of}))::bigint`,
  );
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "ballotId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'closing', ${subject}, b."groupId", b.id, ${viaOrApp(Prisma.sql`c.via`)}, ${at}
      FROM "Ballot" b JOIN "Membership" m ON m."groupId" = b."groupId"
      JOIN "Person" p ON p.id = m."personId" AND ${canBeNotified}
      CROSS JOIN LATERAL (SELECT ${viaFor(Prisma.sql`'closing'::"NotificationKind"`, Prisma.sql`p.id`, Prisma.sql`m."groupId"`)} AS via) c
      WHERE ${memberMayVote(Prisma.sql`m."joinedAt"`, at)} AND c.via <> 'none'
        AND NOT EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = p.id)
        AND NOT ${suspendedIn(Prisma.sql`p.id`, Prisma.sql`m."groupId"`, at)} AND ${doesNotMuteGroup} AND ${which}
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

/** Reminds members of meetings within a day, except those who have said that they cannot come. */
async function remindOfMeetings(): Promise<void> {
  const at = now();
  const startsAt = Prisma.sql`t."startsAt"`;
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "paperId", "meetingId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'upcoming', t.subject, t."groupId", t."paperId", t.id,
        ${viaOrApp(Prisma.sql`c.via`)}, ${at}
      FROM (SELECT m.id, m."groupId", m."startsAt", r."paperId", ${upcomingSubject} AS subject
        FROM "Meeting" m JOIN "Reading" r ON r.id = m."readingId"
        WHERE m."cancelledAt" IS NULL AND m."startsAt" > ${at} AND m."startsAt" <= ${at}::timestamptz + ${DAY}) t
      JOIN "Membership" m ON m."groupId" = t."groupId"
      JOIN "Person" p ON p.id = m."personId" AND ${canBeNotified}
      CROSS JOIN LATERAL (SELECT ${viaFor(Prisma.sql`'upcoming'::"NotificationKind"`, Prisma.sql`p.id`, Prisma.sql`m."groupId"`)} AS via) c
      WHERE c.via <> 'none' AND ${doesNotMuteGroup} AND NOT ${suspendedIn(Prisma.sql`p.id`, Prisma.sql`m."groupId"`, at)}
        AND NOT EXISTS (SELECT FROM "Rsvp" x WHERE x."meetingId" = t.id AND x."personId" = p.id AND x.answer = 'no')
        AND NOT ${hasHeard(Prisma.sql`o."meetingId" = t.id AND o.kind IN ('meeting', 'upcoming')`, "upcoming", startsAt, at)}
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

/** Notifies the members who have voted that a paper was added to the ballot, once a day (UTC) at most. */
export async function notifyOfCandidate(ballotId: string, byId: string): Promise<void> {
  const at = now();
  const version = `added-${at.toISOString().slice(0, 10)}`;
  const subject = subjectOf("ballot", Prisma.sql`b.id`, Prisma.sql`${version}::text`);
  const kind = Prisma.sql`'ballot'::"NotificationKind"`;
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "ballotId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, ${kind}, ${subject}, m."groupId", b.id, ${viaOrApp(Prisma.sql`c.via`)}, ${at}
      FROM "Ballot" b JOIN "Membership" m ON m."groupId" = b."groupId"
      JOIN "Person" p ON p.id = m."personId" AND ${canBeNotified}
      CROSS JOIN LATERAL (SELECT ${viaFor(kind, Prisma.sql`p.id`, Prisma.sql`m."groupId"`)} AS via) c
      WHERE b.id = ${ballotId}::uuid AND ${memberMayVote(Prisma.sql`m."joinedAt"`, at)}
        AND EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = p.id)
        AND p.id <> ${byId}::uuid AND c.via <> 'none' AND ${doesNotMuteGroup}
        AND NOT ${suspendedIn(Prisma.sql`p.id`, Prisma.sql`m."groupId"`, at)}
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

// Notifies members who have voted of a paper that was added since.
import "server-only";
import { memberMayVote } from "@/server/ballots/sql";
import { suspendedIn } from "@/server/groups/sql";
import { now } from "@/server/platform/clock";
import { Prisma, transact } from "@/server/platform/database/db";
import { viaFor } from "../choosing/sql";
import { subjectOf } from "../subjects/sql";
import { announceAndEmail, type NewNotification } from "./commands";
import { canBeNotified, doesNotMuteGroup, viaOrApp } from "./sql";

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

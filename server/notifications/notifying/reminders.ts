// Reminds members of an open ballot: those without a vote, and those whose vote does not know a new paper yet.
import "server-only";
import { memberMayVote } from "@/server/ballots/sql";
import { suspendedIn } from "@/server/groups/sql";
import { now } from "@/server/platform/clock";
import { Prisma, transact } from "@/server/platform/database/db";
import { DEFAULT_VIA } from "../rules";
import type { Via } from "../schema";
import { subjectOf } from "../subjects/sql";
import { announceAndEmail, type NewNotification } from "./commands";
import { canBeNotified, viaOrApp } from "./sql";

interface Reminder {
  /** The news about the ballot, a part of the subject: a person gets one notification of each kind a day. */
  news: "reminded" | "added";
  /** Whether it is for members who have voted, or for those who have not. */
  voted: boolean;
  /** The person who caused it, who is not notified. */
  byId: string;
  via: Via;
}

async function notifyElectors(ballotId: string, { news, voted, byId, via }: Reminder) {
  const at = now();
  const version = `${news}-${at.toISOString().slice(0, 10)}`;
  const chosen = Prisma.sql`coalesce(n.via::text, ${via})`;
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "ballotId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'ballot', ${subjectOf("ballot", Prisma.sql`b.id`, Prisma.sql`${version}::text`)},
        m."groupId", b.id, ${viaOrApp(chosen)}, ${at}
      FROM "Ballot" b JOIN "Membership" m ON m."groupId" = b."groupId"
      JOIN "Person" p ON p.id = m."personId" AND ${canBeNotified}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'ballot'
      WHERE b.id = ${ballotId}::uuid AND ${memberMayVote(Prisma.sql`m."joinedAt"`, at)}
        AND EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = p.id) = ${voted}
        AND p.id <> ${byId}::uuid AND ${chosen} <> 'none'
        AND NOT ${suspendedIn(Prisma.sql`p.id`, Prisma.sql`m."groupId"`, at)}
        AND NOT EXISTS (SELECT FROM "Following" f WHERE f."personId" = p.id
          AND f."groupId" = m."groupId" AND f.level = 'mute')
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

/** Reminds the members who may vote on a ballot and have not, by email unless they chose otherwise. */
export function notifyOfReminder(ballotId: string, byId: string): Promise<void> {
  return notifyElectors(ballotId, { news: "reminded", voted: false, byId, via: "mail" });
}

/** Notifies the members who have voted that a paper was added to the ballot, once a day at most. */
export function notifyOfCandidate(ballotId: string, byId: string): Promise<void> {
  return notifyElectors(ballotId, { news: "added", voted: true, byId, via: DEFAULT_VIA.ballot });
}

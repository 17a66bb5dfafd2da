import "server-only";
import { now } from "@/server/platform/clock";
import { Prisma, transact } from "@/server/platform/database/db";
import { DEFAULT_VIA } from "../../rules";
import { subjectOf } from "../../subjects/sql";
import { announceAndEmail, type NewNotification } from "../commands";
import { canBeNotified, viaOrApp } from "../sql";

/** Notifies a person that a paper they wait for has come, or was given up. */
export async function notifyOfAwaited(awaitedId: string): Promise<void> {
  const via = Prisma.sql`coalesce(n.via::text, ${DEFAULT_VIA.moderation})`;
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "paperId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'moderation', ${subjectOf("awaited", Prisma.sql`a.id`)}, a."paperId",
        ${viaOrApp(via)}, ${now()}
      FROM "AwaitedPaper" a JOIN "Person" p ON p.id = a."personId" AND ${canBeNotified}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'moderation'
      WHERE a.id = ${awaitedId}::uuid AND a."endedAt" IS NOT NULL AND ${via} <> 'none'
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

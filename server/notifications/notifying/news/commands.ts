import "server-only";
import type { z } from "zod";
import { suspendedIn } from "@/server/groups/sql";
import type { PAPER_NEWS } from "@/server/papers/versions/schema";
import { now } from "@/server/platform/clock";
import { Prisma, transact } from "@/server/platform/database/db";
import { viaFor } from "../../choosing/sql";
import { buildSubject, NEW_VERSION } from "../../subjects/rules";
import { announceAndEmail, type NewNotification } from "../commands";
import { canBeNotified, viaOrApp } from "../sql";

type News = z.output<typeof PAPER_NEWS.payload>["news"];

/**
 * The people who are concerned with a paper: those who follow it, have it nominated in a group whose members they are,
 * present it, or are members of a group that has chosen it and not yet read it. A muted group counts only for presenters.
 */
function concernedWith(paperId: string, at: Date): Prisma.Sql {
  const member = Prisma.sql`NOT ${suspendedIn(Prisma.sql`m."personId"`, Prisma.sql`m."groupId"`, at)}`;
  const listens = Prisma.sql`NOT EXISTS (SELECT FROM "Following" f
    WHERE f."personId" = m."personId" AND f."groupId" = m."groupId" AND f.level = 'mute')`;
  return Prisma.sql`
    SELECT f."personId" FROM "Following" f WHERE f."paperId" = ${paperId}::uuid AND f.level = 'follow'
    UNION SELECT m."personId" FROM "Nomination" n
      JOIN "Membership" m ON m."groupId" = n."groupId" AND m."personId" = n."nominatedById"
      WHERE n."paperId" = ${paperId}::uuid AND n."withdrawnAt" IS NULL AND n."chosenAt" IS NULL
        AND ${member} AND ${listens}
    UNION SELECT m."personId" FROM "Reading" r JOIN "Membership" m ON m."groupId" = r."groupId"
      WHERE r."paperId" = ${paperId}::uuid AND (r."readAt" IS NULL OR r."readAt" > ${at})
        AND ${member} AND ${listens}
    UNION SELECT m."personId" FROM "Reading" r JOIN "Meeting" t ON t."readingId" = r.id AND t."cancelledAt" IS NULL
      JOIN "Membership" m ON m."groupId" = t."groupId" AND m."personId" = t."presenterId"
      WHERE r."paperId" = ${paperId}::uuid AND (r."readAt" IS NULL OR r."readAt" > ${at}) AND ${member}`;
}

/** Notifies the people who are concerned with a paper of its news: once each, and not of a status that it no longer has. */
export async function notifyOfNews(paperId: string, news: News): Promise<void> {
  const at = now();
  const version = news.of === "version" ? `${NEW_VERSION}${news.number}` : news.of;
  const subject = buildSubject({ of: "news", id: paperId, version });
  const isSo =
    news.of === "version" ? Prisma.sql`true` : Prisma.sql`a.status = ${news.of}::"PaperStatus"`;
  const via = viaFor(
    Prisma.sql`'news'::"NotificationKind"`,
    Prisma.sql`p.id`,
    Prisma.sql`NULL::uuid`,
  );
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "paperId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'news', ${subject}, a.id, ${viaOrApp(Prisma.sql`w.via`)}, ${at}
      FROM (${concernedWith(paperId, at)}) c JOIN "Paper" a ON a.id = ${paperId}::uuid AND ${isSo}
      JOIN "Person" p ON p.id = c."personId" AND ${canBeNotified}
      CROSS JOIN LATERAL (SELECT ${via} AS via) w
      WHERE w.via <> 'none' AND NOT EXISTS (SELECT FROM "Following" f
        WHERE f."personId" = p.id AND f."paperId" = a.id AND f.level = 'mute')
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

import "server-only";
import { now } from "@/server/platform/clock";
import { Prisma, transact } from "@/server/platform/database/db";
import { DEFAULT_VIA } from "../../rules";
import { subjectOf } from "../../subjects/sql";
import { announceAndEmail, type NewNotification } from "../commands";
import { canBeNotified, neitherBlocks, viaOrApp } from "../sql";

const via = Prisma.sql`coalesce(n.via::text, ${DEFAULT_VIA.moderation})`;

/** Notifies the person who added the paper, and all moderators, of a suggestion that waits for an answer. */
export async function notifyOfSuggestion(suggestionId: string): Promise<void> {
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "actorId", "paperId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'moderation', ${subjectOf("suggestion", Prisma.sql`s.id`)}, s."suggestedById",
        s."paperId", ${viaOrApp(via)}, ${now()}
      FROM "PaperSuggestion" s JOIN "Paper" b ON b.id = s."paperId"
      JOIN "Person" p ON (p.id = b."addedById" OR p."moderatorSince" IS NOT NULL) AND ${canBeNotified}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'moderation'
      WHERE s.id = ${suggestionId}::uuid AND s."decidedAt" IS NULL AND p.id <> s."suggestedById"
        AND ${via} <> 'none' AND ${neitherBlocks(Prisma.sql`s."suggestedById"`)}
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

/** The people who added the papers of a change `c`: of a merge, and of its end, both. */
const ADDERS = Prisma.sql`(
  SELECT b."addedById" FROM "Paper" b WHERE b.id = c."paperId"
  UNION SELECT (m.paper ->> 'addedById')::uuid FROM "PaperMerge" m WHERE m.id = c."beganId"
  UNION SELECT o."addedById" FROM "Paper" o WHERE o.slug = c."otherSlug")`;

/** Notifies the people who added a paper, or one of two merged ones, of a change by somebody else. */
export async function notifyOfChange(changeId: string): Promise<void> {
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "actorId", "paperId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'moderation', ${subjectOf("change", Prisma.sql`c.id`)}, c."changedById",
        c."paperId", ${viaOrApp(via)}, ${now()}
      FROM "PaperChange" c JOIN "Person" p ON p.id IN ${ADDERS} AND ${canBeNotified}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'moderation'
      WHERE c.id = ${changeId}::uuid AND c."paperId" IS NOT NULL AND c."changedById" IS DISTINCT FROM p.id AND ${via} <> 'none'
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

/** Notifies the person who suggested a correction of the answer. */
export async function notifyOfAnswer(suggestionId: string): Promise<void> {
  await transact(async (tx) => {
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "paperId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'moderation', ${subjectOf("answer", Prisma.sql`s.id`)}, s."paperId",
        ${viaOrApp(via)}, ${now()}
      FROM "PaperSuggestion" s JOIN "Person" p ON p.id = s."suggestedById" AND ${canBeNotified}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'moderation'
      WHERE s.id = ${suggestionId}::uuid AND s."decidedAt" IS NOT NULL AND s."decidedById" IS DISTINCT FROM p.id
        AND ${via} <> 'none'
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

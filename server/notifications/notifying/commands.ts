import "server-only";
import { memberOf } from "@/server/groups/sql";
import { personTopic } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { commentStands } from "@/server/threads/sql";
import { followAfterWriting } from "../following/commands";
import { listConcernedPeople } from "../following/queries";
import { gatherEmails } from "../gathering/commands";
import { DEFAULT_VIA, notificationFor, recentOnly } from "../rules";
import type { Via } from "../schema";
import { subjectOf } from "../subjects/sql";
import { canBeNotified, neitherBlocks, viaOrApp } from "./sql";

export interface NewNotification {
  id: string;
  personId: string;
  via: Via;
}

/** Refreshes open pages, and lets notifications that go by email wait for their person's next one. */
export async function announceAndEmail(tx: Tx, written: readonly NewNotification[]): Promise<void> {
  await notifyTopics(tx, ...written.map(({ personId }) => personTopic(personId)));
  const mails = written.filter(({ via }) => via === "mail");
  await gatherEmails(
    tx,
    mails.map(({ personId }) => personId),
  );
}

/**
 * Notifies the people whom a comment concerns, each once, in a fixed number of statements whatever their number.
 * It skips people who may not see the thread at this moment, and comments that are deleted or hidden.
 * @param change whether the comment was edited, which notifies only people whom it mentions
 */
export async function notifyOfComment(commentId: string, change = false): Promise<void> {
  await transact(async (tx) => {
    const comment = await tx.comment.findUnique({
      where: { id: commentId },
      select: { authorId: true, threadId: true, createdAt: true, editedAt: true },
    });
    if (!comment) return;
    const { authorId, threadId, createdAt, editedAt } = comment;
    if (!change) await followAfterWriting(tx, authorId, threadId);
    if (((change && editedAt) || createdAt) <= recentOnly(now()).gt) return;
    const recipients = (await listConcernedPeople(tx, commentId)).flatMap(
      ({ personId, choices, ...person }) => {
        const made = notificationFor({ ...person, choices: choices ?? {} });
        if (!made || personId === authorId || (change && made.kind !== "mention")) return [];
        return [{ personId, ...made }];
      },
    );
    if (recipients.length === 0) return;
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "actorId", "groupId", "threadId",
        "commentId", "paperId", via, "createdAt", "readAt")
      SELECT gen_random_uuid(), p.id, w.kind::"NotificationKind", ${subjectOf("comment", Prisma.sql`c.id`)}, c."authorId",
        t."groupId", t.id, c.id, t."paperId", ${viaOrApp(Prisma.sql`w.via`)}, ${now()},
        (SELECT v."seenAt" FROM "ThreadVisit" v
          WHERE v."personId" = p.id AND v."threadId" = t.id AND v."seenNumber" >= c.number
            AND NOT ${change})
      FROM unnest(${recipients.map(({ personId }) => personId)}::uuid[], ${recipients.map(({ kind }) => kind)}::text[],
        ${recipients.map(({ via }) => via)}::text[]) AS w(id, kind, via)
      JOIN "Person" p ON p.id = w.id AND ${canBeNotified}
      JOIN "Comment" c ON c.id = ${commentId}::uuid AND ${commentStands}
      JOIN "Thread" t ON t.id = c."threadId"
      WHERE c."authorId" <> p.id AND ${neitherBlocks(Prisma.sql`c."authorId"`)}
        AND (t."groupId" IS NULL OR ${memberOf(Prisma.sql`p.id`, Prisma.sql`t."groupId"`)})
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

/** Actions of moderators of which the person concerned is notified; dismissed reports are not among them. */
const REPORTED_ACTS = [
  ...["hide", "restore", "remove", "suspend", "reinstate", "removeObjection"],
] as const;

/** Notifies a person of a moderator's action about their comment or about themselves. */
export async function notifyOfModeration(actId: string): Promise<void> {
  await transact(async (tx) => {
    const via = Prisma.sql`coalesce(n.via::text, ${DEFAULT_VIA.moderation})`;
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "threadId", "commentId",
        "paperId", via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'moderation', ${subjectOf("moderation", Prisma.sql`a.id`)}, a."groupId", a."threadId",
        a."commentId", (SELECT n."paperId" FROM "Nomination" n WHERE n.id = a."nominationId"), ${viaOrApp(via)}, ${now()}
      FROM "ModerationAct" a JOIN "Person" p ON p.id = a."personId" AND ${canBeNotified}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'moderation'
      WHERE a.id = ${actId}::uuid AND a."actorId" <> p.id AND ${via} <> 'none'
        AND a.kind::text = ANY(${[...REPORTED_ACTS]})
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

/** A kind of thing whose new papers people are notified of: what new papers belong to, and who follows that. */
const SOURCES = {
  topic: {
    belongs: Prisma.sql`"PaperTopic"`,
    id: Prisma.sql`b."topicSlug"`,
    follows: Prisma.sql`f."topicSlug"`,
  },
  author: {
    belongs: Prisma.sql`"PaperAuthor"`,
    id: Prisma.sql`b.key`,
    follows: Prisma.sql`f."authorKey"`,
  },
} as const;

/** Notifies people of new papers in topics, and by authors, that they follow. */
export async function notifyOfPapers(): Promise<void> {
  await notifyOfPapersOf("topic");
  await notifyOfPapersOf("author");
}

/**
 * Notifies people of new papers of what they follow: one notification for each topic or author and day (UTC). It turns
 * unread again when more papers come after it was read.
 */
async function notifyOfPapersOf(kind: keyof typeof SOURCES): Promise<void> {
  const { belongs, id, follows } = SOURCES[kind];
  const at = now();
  const day = at.toISOString().slice(0, 10);
  await transact(async (tx) => {
    const via = Prisma.sql`coalesce(n.via::text, ${DEFAULT_VIA.paper})`;
    const written = await tx.$queryRaw<(NewNotification & { fresh: boolean })[]>`
      WITH new AS (
        SELECT ${id} AS id, p."addedById", max(p."addedAt") AS last
        FROM "Paper" p JOIN ${belongs} b ON b."paperId" = p.id
        WHERE p."addedAt" >= ${new Date(day)} GROUP BY ${id}, p."addedById"
      ), due AS (
        SELECT f."personId", new.id, max(new.last) AS last
        FROM new JOIN "Following" f ON ${follows} = new.id AND f.level = 'follow'
        WHERE new.last > f."createdAt" AND new."addedById" IS DISTINCT FROM f."personId"
          AND NOT ${blocks(Prisma.sql`f."personId"`, Prisma.sql`new."addedById"`)}
        GROUP BY f."personId", new.id
      )
      INSERT INTO "Notification" AS had (id, "personId", kind, subject, via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'paper', ${subjectOf(kind, Prisma.sql`due.id`, Prisma.sql`${day}::text`)},
        ${viaOrApp(via)}, due.last
      FROM due JOIN "Person" p ON p.id = due."personId" AND ${canBeNotified}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'paper'
      WHERE ${via} <> 'none'
      ON CONFLICT ("personId", subject) DO UPDATE SET "readAt" = NULL, "createdAt" = EXCLUDED."createdAt"
        WHERE had."createdAt" < EXCLUDED."createdAt"
      RETURNING id, "personId", via::text AS via, xmax = 0 AS fresh`;
    // A notification that turns unread again has already been emailed.
    await announceAndEmail(
      tx,
      written.map(({ fresh, ...rest }) => (fresh ? rest : { ...rest, via: "app" })),
    );
  });
}

import "server-only";
import { memberOf } from "@/server/groups/sql";
import { personTopic } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { enqueueAll } from "@/server/platform/queue";
import { commentStands } from "@/server/threads/sql";
import { followAfterWriting, listConcernedPeople } from "../following/commands";
import { DEFAULT_VIA, notificationFor } from "../rules";
import { type Kind, NOTIFICATION_MAIL, type Via } from "../schema";
import { buildSubject } from "../subjects/rules";
import { subjectOf } from "../subjects/sql";

/** Events older than this (milliseconds) notify nobody, for example when the queue resumes after a long outage. */
const RECENT_MS = 2 * 24 * 3600 * 1000;

/** Limits a query to events that are recent enough to notify people of. */
function recentOnly(): { gt: Date } {
  return { gt: new Date(now().getTime() - RECENT_MS) };
}

interface NewNotification {
  id: string;
  personId: string;
  via: Via;
}

/** Refreshes open pages, and queues an email for each notification that goes by email. */
async function announceAndEmail(tx: Tx, written: readonly NewNotification[]): Promise<void> {
  await notifyTopics(tx, ...written.map(({ personId }) => personTopic(personId)));
  const mails = written.filter(({ via }) => via === "mail");
  const entries = mails.map(({ id }) => ({
    payload: { notificationId: id },
    key: `notification:${id}`,
  }));
  await enqueueAll(tx, NOTIFICATION_MAIL, entries);
}

/** The condition for a person `p` to get notifications at all. */
const canBeNotified = Prisma.sql`p."suspendedAt" IS NULL AND p."deletedAt" IS NULL`;
/** The chosen way, or the app for a person `p` without an email address. */
const viaOrApp = (via: Prisma.Sql) => Prisma.sql`
  (CASE WHEN ${via} = 'mail' AND p.email IS NULL THEN 'app' ELSE ${via} END)::"NotificationVia"`;
/** The condition that neither a person `p` nor the actor has blocked the other. */
const neitherBlocks = (actor: Prisma.Sql) => Prisma.sql`
  NOT ${blocks(Prisma.sql`p.id`, actor)} AND NOT ${blocks(actor, Prisma.sql`p.id`)}`;

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
    if (((change && editedAt) || createdAt) <= recentOnly().gt) return;
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

/** An event in a group, of which its members are notified. */
interface GroupEvent {
  kind: Kind;
  subject: string;
  groupId: string;
  /** The person who did it, who is not notified; null if no person did. */
  byId: string | null;
  /** Whether it shows the actor's own words, which are hidden across a block in either direction. */
  personal?: boolean;
  paperId?: string | null;
  ballotId?: string | null;
  meetingId?: string | null;
}

async function notifyMembers(tx: Tx, event: GroupEvent): Promise<void> {
  const { kind, subject, groupId, byId, personal = false } = event;
  const { paperId = null, ballotId = null, meetingId = null } = event;
  const actor = Prisma.sql`${personal ? byId : null}::uuid`;
  const via = Prisma.sql`coalesce(n.via::text, ${DEFAULT_VIA[kind]})`;
  const written = await tx.$queryRaw<NewNotification[]>`
    INSERT INTO "Notification" (id, "personId", kind, subject, "actorId", "groupId", "paperId",
      "ballotId", "meetingId", via, "createdAt")
    SELECT gen_random_uuid(), p.id, ${kind}::"NotificationKind", ${subject}, ${actor}, m."groupId",
      ${paperId}::uuid, ${ballotId}::uuid, ${meetingId}::uuid, ${viaOrApp(via)}, ${now()}
    FROM "Membership" m JOIN "Person" p ON p.id = m."personId" AND ${canBeNotified}
    LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = ${kind}::"NotificationKind"
    WHERE m."groupId" = ${groupId}::uuid AND p.id IS DISTINCT FROM ${byId}::uuid
      AND ${via} <> 'none' AND ${neitherBlocks(actor)}
      AND NOT EXISTS (SELECT FROM "Following" f WHERE f."personId" = p.id
        AND f."groupId" = m."groupId" AND f.level = 'mute')
    ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
  await announceAndEmail(tx, written);
}

/** Notifies the members of a group of a nomination. */
export async function notifyOfNomination(nominationId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.nomination.findFirst({
      where: { id: nominationId, withdrawnAt: null, createdAt: recentOnly() },
      select: { groupId: true, paperId: true, nominatedById: true },
    });
    if (!found) return;
    const { nominatedById: byId, ...rest } = found;
    const subject = buildSubject({ of: "nomination", id: nominationId });
    await notifyMembers(tx, { kind: "nomination", subject, byId, personal: true, ...rest });
  });
}

/** Notifies the members of a group that a ballot is open. */
export async function notifyOfOpening(ballotId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.ballot.findFirst({
      where: { id: ballotId, openedAt: recentOnly(), closedAt: null, cancelledAt: null },
      select: {
        groupId: true,
        events: { where: { kind: "opened" }, select: { byId: true }, take: 1 },
      },
    });
    if (!found) return;
    const byId = found.events[0]?.byId ?? null;
    const { groupId } = found;
    const subject = buildSubject({ of: "ballot", id: ballotId });
    await notifyMembers(tx, { kind: "ballot", subject, groupId, byId, ballotId });
  });
}

/** Notifies the members of a group of a ballot's result; of a tie only once it is decided. */
export async function notifyOfResult(ballotId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.ballot.findFirst({
      where: { id: ballotId, closedAt: { not: null }, outcome: { not: "tied" } },
      select: {
        groupId: true,
        reading: { select: { paperId: true } },
        events: {
          where: { kind: { in: ["closed", "decided"] }, at: recentOnly() },
          select: { byId: true },
          orderBy: { at: "desc" },
          take: 1,
        },
      },
    });
    const [end] = found?.events ?? [];
    if (!found || !end) return;
    const { groupId, reading } = found;
    await notifyMembers(tx, {
      kind: "result",
      subject: buildSubject({ of: "result", id: ballotId }),
      groupId,
      ballotId,
      byId: end.byId,
      paperId: reading?.paperId ?? null,
    });
  });
}

/** Notifies the members of a group that a meeting is planned, moved or cancelled: once for each state. */
export async function notifyOfMeeting(meetingId: string, byId: string | null): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.meeting.findFirst({
      where: { id: meetingId, changedAt: recentOnly() },
      select: { groupId: true, sequence: true, reading: { select: { paperId: true } } },
    });
    if (!found) return;
    const { groupId, sequence, reading } = found;
    const subject = buildSubject({ of: "meeting", id: meetingId, version: sequence });
    const { paperId } = reading;
    await notifyMembers(tx, { kind: "meeting", subject, groupId, byId, meetingId, paperId });
  });
}

/** Actions of moderators of which the person concerned is notified; dismissed reports are not among them. */
const REPORTED_ACTS = ["hide", "restore", "remove", "suspend", "reinstate"] as const;

/** Notifies a person of a moderator's action about their comment or about themselves. */
export async function notifyOfModeration(actId: string): Promise<void> {
  await transact(async (tx) => {
    const via = Prisma.sql`coalesce(n.via::text, ${DEFAULT_VIA.moderation})`;
    const written = await tx.$queryRaw<NewNotification[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "threadId", "commentId",
        via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'moderation', ${subjectOf("moderation", Prisma.sql`a.id`)}, a."groupId", a."threadId",
        a."commentId", ${viaOrApp(via)}, ${now()}
      FROM "ModerationAct" a JOIN "Person" p ON p.id = a."personId" AND ${canBeNotified}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'moderation'
      WHERE a.id = ${actId}::uuid AND a."actorId" <> p.id AND ${via} <> 'none'
        AND a.kind::text = ANY(${[...REPORTED_ACTS]})
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await announceAndEmail(tx, written);
  });
}

/**
 * Notifies people of new papers in topics that they follow: one notification per topic and day (UTC). It turns
 * unread again when more papers come after it was read.
 */
export async function notifyOfPapers(): Promise<void> {
  const at = now();
  const day = at.toISOString().slice(0, 10);
  await transact(async (tx) => {
    const via = Prisma.sql`coalesce(n.via::text, ${DEFAULT_VIA.paper})`;
    const written = await tx.$queryRaw<(NewNotification & { fresh: boolean })[]>`
      WITH new AS (
        SELECT pt."topicSlug", p."addedById", max(p."addedAt") AS last
        FROM "Paper" p JOIN "PaperTopic" pt ON pt."paperId" = p.id
        WHERE p."addedAt" >= ${new Date(day)} GROUP BY pt."topicSlug", p."addedById"
      ), due AS (
        SELECT f."personId", f."topicSlug", max(new.last) AS last
        FROM new JOIN "Following" f ON f."topicSlug" = new."topicSlug" AND f.level = 'follow'
        WHERE new.last > f."createdAt" AND new."addedById" IS DISTINCT FROM f."personId"
          AND NOT ${blocks(Prisma.sql`f."personId"`, Prisma.sql`new."addedById"`)}
        GROUP BY f."personId", f."topicSlug"
      )
      INSERT INTO "Notification" AS had (id, "personId", kind, subject, via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'paper', ${subjectOf("topic", Prisma.sql`due."topicSlug"`, Prisma.sql`${day}::text`)},
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

import "server-only";
import { personTopic } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/db";
import { notifyTopics } from "@/server/platform/live";
import { enqueueAll } from "@/server/platform/queue";
import { concernedBy, followByWriting } from "../following/commands";
import { toldOf, USUAL_VIA } from "../rules";
import { type Kind, NOTIFICATION_MAIL, type Via } from "../schema";

/** What is older when the queue comes to it, as after a long standstill, nobody needs to be told. */
const NEWS_MS = 2 * 24 * 3600 * 1000;

/** Since when something has to have happened to be told. */
function news(): { gt: Date } {
  return { gt: new Date(now().getTime() - NEWS_MS) };
}

interface Written {
  id: string;
  personId: string;
  via: Via;
}

/** Lets open pages know, and puts a mail for each of these that goes by mail into the queue. */
async function passOn(tx: Tx, written: readonly Written[]): Promise<void> {
  await notifyTopics(tx, ...written.map(({ personId }) => personTopic(personId)));
  const mails = written.filter(({ via }) => via === "mail");
  const entries = mails.map(({ id }) => ({
    payload: { notificationId: id },
    key: `notification:${id}`,
  }));
  await enqueueAll(tx, NOTIFICATION_MAIL, entries);
}

/** Who can be told of anything, and how: without an address a mail is a line in the app. */
const REACHABLE = Prisma.sql`p."suspendedAt" IS NULL AND p."deletedAt" IS NULL`;
const HOW = (via: Prisma.Sql) => Prisma.sql`
  (CASE WHEN ${via} = 'mail' AND p.email IS NULL THEN 'app' ELSE ${via} END)::"NotificationVia"`;
/** Neither of the two has blocked the other. */
const UNBLOCKED = (actor: Prisma.Sql) => Prisma.sql`
  NOT EXISTS (SELECT FROM "Block" b WHERE (b."personId" = p.id AND b."blockedId" = ${actor})
    OR (b."personId" = ${actor} AND b."blockedId" = p.id))`;

/**
 * Tells of a comment all whom it concerns, each once, in a fixed number of statements whatever their
 * number. Who may not see the thread at this moment is not told, nor anybody of what does not stand.
 * @param change whether it was changed, of which only those hear who are mentioned in it now
 */
export async function tellOfComment(commentId: string, change = false): Promise<void> {
  await transact(async (tx) => {
    const comment = await tx.comment.findUnique({
      where: { id: commentId },
      select: { authorId: true, threadId: true, createdAt: true, editedAt: true },
    });
    if (!comment) return;
    const { authorId, threadId, createdAt, editedAt } = comment;
    if (!change) await followByWriting(tx, authorId, threadId);
    if (((change && editedAt) || createdAt) <= news().gt) return;
    const told = (await concernedBy(tx, commentId)).flatMap(({ personId, choices, ...person }) => {
      const as = toldOf({ ...person, choices: choices ?? {} });
      if (!as || personId === authorId || (change && as.kind !== "mention")) return [];
      return [{ personId, ...as }];
    });
    if (told.length === 0) return;
    const written = await tx.$queryRaw<Written[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "actorId", "groupId", "threadId",
        "commentId", "paperId", via, "createdAt", "readAt")
      SELECT gen_random_uuid(), p.id, w.kind::"NotificationKind", 'comment:' || c.id, c."authorId",
        t."groupId", t.id, c.id, t."paperId", ${HOW(Prisma.sql`w.via`)}, ${now()},
        (SELECT v."seenAt" FROM "ThreadVisit" v
          WHERE v."personId" = p.id AND v."threadId" = t.id AND v."seenNumber" >= c.number
            AND NOT ${change})
      FROM unnest(${told.map(({ personId }) => personId)}::uuid[], ${told.map(({ kind }) => kind)}::text[],
        ${told.map(({ via }) => via)}::text[]) AS w(id, kind, via)
      JOIN "Person" p ON p.id = w.id AND ${REACHABLE}
      JOIN "Comment" c ON c.id = ${commentId}::uuid AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL
      JOIN "Thread" t ON t.id = c."threadId"
      WHERE c."authorId" <> p.id AND ${UNBLOCKED(Prisma.sql`c."authorId"`)}
        AND (t."groupId" IS NULL OR EXISTS (SELECT FROM "Membership" m
          WHERE m."groupId" = t."groupId" AND m."personId" = p.id))
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await passOn(tx, written);
  });
}

/** Something that happened in a group, of which its members are told. */
interface Happened {
  kind: Kind;
  subject: string;
  groupId: string;
  /** Who did it, and therefore knows. */
  byId: string | null;
  /** Whether it is somebody's own words, which those who block each other are spared. */
  personal?: boolean;
  paperId?: string | null;
  ballotId?: string | null;
  meetingId?: string | null;
}

async function tellMembers(tx: Tx, happened: Happened): Promise<void> {
  const { kind, subject, groupId, byId, personal = false } = happened;
  const { paperId = null, ballotId = null, meetingId = null } = happened;
  const actor = Prisma.sql`${personal ? byId : null}::uuid`;
  const via = Prisma.sql`coalesce(n.via::text, ${USUAL_VIA[kind]})`;
  const written = await tx.$queryRaw<Written[]>`
    INSERT INTO "Notification" (id, "personId", kind, subject, "actorId", "groupId", "paperId",
      "ballotId", "meetingId", via, "createdAt")
    SELECT gen_random_uuid(), p.id, ${kind}::"NotificationKind", ${subject}, ${actor}, m."groupId",
      ${paperId}::uuid, ${ballotId}::uuid, ${meetingId}::uuid, ${HOW(via)}, ${now()}
    FROM "Membership" m JOIN "Person" p ON p.id = m."personId" AND ${REACHABLE}
    LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = ${kind}::"NotificationKind"
    WHERE m."groupId" = ${groupId}::uuid AND p.id IS DISTINCT FROM ${byId}::uuid
      AND ${via} <> 'none' AND ${UNBLOCKED(actor)}
      AND NOT EXISTS (SELECT FROM "Following" f WHERE f."personId" = p.id
        AND f."groupId" = m."groupId" AND f.level = 'mute')
    ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
  await passOn(tx, written);
}

/** Tells the members of a group of a paper that was put forward. */
export async function tellOfNomination(nominationId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.nomination.findFirst({
      where: { id: nominationId, withdrawnAt: null, createdAt: news() },
      select: { groupId: true, paperId: true, nominatedById: true },
    });
    if (!found) return;
    const { nominatedById: byId, ...rest } = found;
    const subject = `nomination:${nominationId}`;
    await tellMembers(tx, { kind: "nomination", subject, byId, personal: true, ...rest });
  });
}

/** Tells the members that they can vote. */
export async function tellOfOpening(ballotId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.ballot.findFirst({
      where: { id: ballotId, openedAt: news(), closedAt: null, cancelledAt: null },
      select: {
        groupId: true,
        events: { where: { kind: "opened" }, select: { byId: true }, take: 1 },
      },
    });
    if (!found) return;
    const byId = found.events[0]?.byId ?? null;
    const { groupId } = found;
    const subject = `ballot:${ballotId}`;
    await tellMembers(tx, { kind: "ballot", subject, groupId, byId, ballotId });
  });
}

/** Tells the members how a ballot ended; of a tie only once it is decided. */
export async function tellOfResult(ballotId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.ballot.findFirst({
      where: { id: ballotId, closedAt: { not: null }, outcome: { not: "tied" } },
      select: {
        groupId: true,
        reading: { select: { paperId: true } },
        events: {
          where: { kind: { in: ["closed", "decided"] }, at: news() },
          select: { byId: true },
          orderBy: { at: "desc" },
          take: 1,
        },
      },
    });
    const [end] = found?.events ?? [];
    if (!found || !end) return;
    const { groupId, reading } = found;
    await tellMembers(tx, {
      ...{ kind: "result", subject: `result:${ballotId}`, groupId, ballotId },
      ...{ byId: end.byId, paperId: reading?.paperId ?? null },
    });
  });
}

/** Tells the members when a meeting is, or that it is cancelled: once for each state it is in. */
export async function tellOfMeeting(meetingId: string, byId: string | null): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.meeting.findFirst({
      where: { id: meetingId, changedAt: news() },
      select: { groupId: true, sequence: true, reading: { select: { paperId: true } } },
    });
    if (!found) return;
    const { groupId, sequence, reading } = found;
    const subject = `meeting:${meetingId}:${sequence}`;
    const { paperId } = reading;
    await tellMembers(tx, { kind: "meeting", subject, groupId, byId, meetingId, paperId });
  });
}

/** What those whom it concerns are told of; reports that came to nothing are no business of theirs. */
const CONCERNING = ["hide", "restore", "remove", "suspend", "reinstate"] as const;

/** Tells somebody what was done about what she wrote, or about herself. */
export async function tellOfModeration(actId: string): Promise<void> {
  await transact(async (tx) => {
    const via = Prisma.sql`coalesce(n.via::text, ${USUAL_VIA.moderation})`;
    const written = await tx.$queryRaw<Written[]>`
      INSERT INTO "Notification" (id, "personId", kind, subject, "groupId", "threadId", "commentId",
        via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'moderation', 'moderation:' || a.id, a."groupId", a."threadId",
        a."commentId", ${HOW(via)}, ${now()}
      FROM "ModerationAct" a JOIN "Person" p ON p.id = a."personId" AND ${REACHABLE}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'moderation'
      WHERE a.id = ${actId}::uuid AND a."actorId" <> p.id AND ${via} <> 'none'
        AND a.kind::text = ANY(${[...CONCERNING]})
      ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
    await passOn(tx, written);
  });
}

/**
 * Tells who follows a topic of its new papers: one notification a topic and day (UTC), however many
 * there are. Where more come after it was read, it is unread again.
 */
export async function tellOfPapers(): Promise<void> {
  const at = now();
  const day = at.toISOString().slice(0, 10);
  await transact(async (tx) => {
    const via = Prisma.sql`coalesce(n.via::text, ${USUAL_VIA.paper})`;
    const written = await tx.$queryRaw<(Written & { fresh: boolean })[]>`
      WITH new AS (
        SELECT pt."topicSlug", p."addedById", max(p."addedAt") AS last
        FROM "Paper" p JOIN "PaperTopic" pt ON pt."paperId" = p.id
        WHERE p."addedAt" >= ${new Date(day)} GROUP BY pt."topicSlug", p."addedById"
      ), told AS (
        SELECT f."personId", f."topicSlug", max(new.last) AS last
        FROM new JOIN "Following" f ON f."topicSlug" = new."topicSlug" AND f.level = 'follow'
        WHERE new.last > f."createdAt" AND new."addedById" IS DISTINCT FROM f."personId"
          AND NOT EXISTS (SELECT FROM "Block" b
            WHERE b."personId" = f."personId" AND b."blockedId" = new."addedById")
        GROUP BY f."personId", f."topicSlug"
      )
      INSERT INTO "Notification" AS had (id, "personId", kind, subject, via, "createdAt")
      SELECT gen_random_uuid(), p.id, 'paper', 'topic:' || told."topicSlug" || ':' || ${day},
        ${HOW(via)}, told.last
      FROM told JOIN "Person" p ON p.id = told."personId" AND ${REACHABLE}
      LEFT JOIN "NotificationChoice" n ON n."personId" = p.id AND n.kind = 'paper'
      WHERE ${via} <> 'none'
      ON CONFLICT ("personId", subject) DO UPDATE SET "readAt" = NULL, "createdAt" = EXCLUDED."createdAt"
        WHERE had."createdAt" < EXCLUDED."createdAt"
      RETURNING id, "personId", via::text AS via, xmax = 0 AS fresh`;
    // What is unread again goes out by mail no second time.
    await passOn(
      tx,
      written.map(({ fresh, ...rest }) => (fresh ? rest : { ...rest, via: "app" })),
    );
  });
}

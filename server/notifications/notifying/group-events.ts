// Notifies the members of a group of its nominations, ballots and meetings.
import "server-only";
import { suspendedIn } from "@/server/groups/sql";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/database/db";
import { viaFor } from "../choosing/sql";
import { recentOnly } from "../rules";
import type { Kind } from "../schema";
import { buildSubject, EXTENDED } from "../subjects/rules";
import { announceAndEmail, type NewNotification } from "./commands";
import { canBeNotified, doesNotMuteGroup, neitherBlocks, viaOrApp } from "./sql";

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
  /** Leaves out people who joined after this; null for nobody. */
  joinedBy?: Date | null;
  /** Notifies only organizers, or only the other members. */
  only?: "organizers" | "others";
}

/** Notifies members, except those who are suspended or have muted the group. */
export async function notifyMembers(tx: Tx, event: GroupEvent): Promise<void> {
  const { kind, subject, groupId, byId, personal = false } = event;
  const { paperId = null, ballotId = null, meetingId = null, joinedBy = null } = event;
  const at = now();
  const actor = Prisma.sql`${personal ? byId : null}::uuid`;
  const roles = event.only
    ? Prisma.sql`(m.role IN ('organizer', 'owner')) = ${event.only === "organizers"}`
    : Prisma.sql`true`;
  const via = Prisma.sql`c.via`;
  const written = await tx.$queryRaw<NewNotification[]>`
    INSERT INTO "Notification" (id, "personId", kind, subject, "actorId", "groupId", "paperId",
      "ballotId", "meetingId", via, "createdAt")
    SELECT gen_random_uuid(), p.id, ${kind}::"NotificationKind", ${subject}, ${actor}, m."groupId",
      ${paperId}::uuid, ${ballotId}::uuid, ${meetingId}::uuid, ${viaOrApp(via)}, ${at}
    FROM "Membership" m JOIN "Person" p ON p.id = m."personId" AND ${canBeNotified}
    CROSS JOIN LATERAL (SELECT ${viaFor(Prisma.sql`${kind}::"NotificationKind"`, Prisma.sql`p.id`, Prisma.sql`m."groupId"`)} AS via) c
    WHERE m."groupId" = ${groupId}::uuid AND ${roles} AND p.id IS DISTINCT FROM ${byId}::uuid
      AND (${joinedBy}::timestamptz IS NULL OR m."joinedAt" <= ${joinedBy})
      AND ${via} <> 'none' AND ${neitherBlocks(actor)} AND ${doesNotMuteGroup}
      AND NOT ${suspendedIn(Prisma.sql`p.id`, Prisma.sql`m."groupId"`, at)}
    ON CONFLICT DO NOTHING RETURNING id, "personId", via::text AS via`;
  await announceAndEmail(tx, written);
}

/** Notifies the members of a group of a nomination. */
export async function notifyOfNomination(nominationId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.nomination.findFirst({
      where: { id: nominationId, withdrawnAt: null, createdAt: recentOnly(now()) },
      select: { groupId: true, paperId: true, nominatedById: true },
    });
    if (!found) return;
    const { nominatedById: byId, ...rest } = found;
    const subject = buildSubject({ of: "nomination", id: nominationId });
    await notifyMembers(tx, { kind: "nomination", subject, byId, personal: true, ...rest });
  });
}

/** Notifies the members of a group who may vote that a ballot is open. */
export async function notifyOfOpening(ballotId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.ballot.findFirst({
      where: { id: ballotId, openedAt: recentOnly(now()), closedAt: null, cancelledAt: null },
      select: {
        groupId: true,
        openedAt: true,
        electorate: true,
        events: { where: { kind: "opened" }, select: { byId: true }, take: 1 },
      },
    });
    if (!found) return;
    const byId = found.events[0]?.byId ?? null;
    const { groupId, openedAt, electorate } = found;
    const subject = buildSubject({ of: "ballot", id: ballotId });
    const joinedBy = electorate === "fixed" ? openedAt : null;
    await notifyMembers(tx, { kind: "ballot", subject, groupId, byId, ballotId, joinedBy });
  });
}

/**
 * Notifies the members of a group who may vote, also those who have voted, that a ballot closes later: once for each
 * closing time. Where a missed quorum extended it, organizers have an email of their own.
 */
export async function notifyOfExtension(ballotId: string): Promise<void> {
  const at = now();
  await transact(async (tx) => {
    const found = await tx.ballot.findFirst({
      where: {
        ...{ id: ballotId, openedAt: { not: null }, closedAt: null, cancelledAt: null },
        closesAt: { gt: at },
      },
      select: {
        ...{ groupId: true, openedAt: true, closesAt: true, electorate: true },
        events: {
          where: { kind: "extended", at: recentOnly(at) },
          select: { byId: true },
          orderBy: { at: "desc" },
          take: 1,
        },
      },
    });
    const [extension] = found?.events ?? [];
    if (!found || !extension) return;
    const { groupId, openedAt, closesAt, electorate } = found;
    const { byId } = extension;
    const version = `${EXTENDED}${Math.floor(closesAt.getTime() / 1000)}`;
    const subject = buildSubject({ of: "ballot", id: ballotId, version });
    const joinedBy = electorate === "fixed" ? openedAt : null;
    await notifyMembers(tx, {
      ...{ kind: "ballot", subject, groupId, byId, ballotId, joinedBy },
      ...(byId === null ? { only: "others" } : {}),
    });
  });
}

/** Notifies the members of a group of a ballot's result; of a tie only once it is decided. */
export async function notifyOfResult(ballotId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.ballot.findFirst({
      where: { id: ballotId, closedAt: { not: null }, outcome: { not: "tied" } },
      select: {
        groupId: true,
        readings: { select: { paperId: true }, orderBy: { seat: "asc" }, take: 1 },
        events: {
          where: { kind: { in: ["closed", "decided"] }, at: recentOnly(now()) },
          select: { byId: true },
          orderBy: { at: "desc" },
          take: 1,
        },
      },
    });
    const [end] = found?.events ?? [];
    if (!found || !end) return;
    const { groupId, readings } = found;
    await notifyMembers(tx, {
      kind: "result",
      subject: buildSubject({ of: "result", id: ballotId }),
      groupId,
      ballotId,
      byId: end.byId,
      // The first of several; the others are found by the ballot.
      paperId: readings[0]?.paperId ?? null,
    });
  });
}

/** Notifies the members of a group that a meeting is planned, moved or cancelled: once for each state. */
export async function notifyOfMeeting(meetingId: string, byId: string | null): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.meeting.findFirst({
      where: { id: meetingId, changedAt: recentOnly(now()) },
      select: { groupId: true, sequence: true, reading: { select: { paperId: true } } },
    });
    if (!found) return;
    const { groupId, sequence, reading } = found;
    const subject = buildSubject({ of: "meeting", id: meetingId, version: sequence });
    const { paperId } = reading;
    await notifyMembers(tx, { kind: "meeting", subject, groupId, byId, meetingId, paperId });
  });
}

import "server-only";
import { randomUUID } from "node:crypto";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { enqueueAll } from "@/server/platform/queue";
import { recentOnly } from "../rules";
import { NOTIFICATION_MAIL } from "../schema";
import { gatheredBy, triedAgainAt } from "./rules";
import { isSendable } from "./sql";

/**
 * Lets an email wait for each of these people, unless one waits already: everything that happens until it goes joins
 * it. So nobody gets two within `GATHER_MINUTES`.
 */
export async function gatherEmails(tx: Tx, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const rows = await tx.$queryRaw<{ personId: string; dueAt: Date }[]>`
    INSERT INTO "EmailTurn" AS t ("personId", "dueAt")
    SELECT id, ${gatheredBy(now())} FROM (SELECT DISTINCT unnest(${[...personIds]}::uuid[]) AS id) p ORDER BY id
    ON CONFLICT ("personId") DO UPDATE SET "dueAt" = coalesce(t."dueAt", EXCLUDED."dueAt")
    RETURNING "personId", "dueAt"`;
  await enqueueEmails(tx, rows);
}

async function enqueueEmails(tx: Tx, rows: readonly { personId: string; dueAt?: Date }[]) {
  const entries = rows.map(({ personId, dueAt }) => ({
    payload: { personId },
    key: `mail:${personId}`,
    ...(dueAt ? { runAt: dueAt } : {}),
  }));
  await enqueueAll(tx, NOTIFICATION_MAIL, entries);
}

/** People whose emails are queued at a time. */
const A_ROUND = 1000;

/** Queues the emails that are due, even those that failed or that a killed process was sending. */
export async function enqueueDueEmails(): Promise<void> {
  await transact(async (tx) => {
    const due = await tx.emailTurn.findMany({
      where: { dueAt: { lte: now() } },
      select: { personId: true },
      orderBy: { dueAt: "asc" },
      take: A_ROUND,
    });
    await enqueueEmails(tx, due);
  });
}

/** An email that this process alone sends now. */
export interface ClaimedEmail {
  /** Names the email: the same if it has to be sent again. */
  emailId: string;
  personId: string;
  email: string;
  timeZone: string;
  /** The notifications that it carries. */
  ids: string[];
}

interface Sendable extends Omit<ClaimedEmail, "ids" | "emailId"> {
  id: string;
  emailId: string | null;
}

/**
 * Takes a person's email if it is due, for one process. Until it is finished, it counts as waiting, so that it is tried
 * again if this process ends, and what happens meanwhile comes later.
 * @returns null if none is due, or if nothing is left to say
 */
export async function claimEmail(personId: string): Promise<ClaimedEmail | null> {
  const at = now();
  return transact(async (tx) => {
    const turn = await lockTurn(tx, personId);
    if (!turn?.dueAt || turn.dueAt > at) return null;
    const rows = await tx.$queryRaw<Sendable[]>`
      SELECT n.id, n."emailId", p.id AS "personId", p.email, p."timeZone"
      FROM "Notification" n JOIN "Person" p ON p.id = n."personId"
      WHERE n."personId" = ${personId}::uuid AND ${isSendable(at, recentOnly(at).gt)} ORDER BY n."createdAt", n.id`;
    const [first] = rows;
    if (!first) {
      await tx.emailTurn.update({ where: { personId }, data: { dueAt: null, tries: 0 } });
      return null;
    }
    const before = rows.find(({ emailId }) => emailId !== null)?.emailId;
    const emailId = before ?? randomUUID();
    const ids = rows.filter((row) => !before || row.emailId === before).map(({ id }) => id);
    await tx.notification.updateMany({ where: { id: { in: ids } }, data: { emailId } });
    const tries = turn.tries + 1;
    await tx.emailTurn.update({
      where: { personId },
      data: { dueAt: triedAgainAt(at, turn.tries), tries },
    });
    const { email, timeZone } = first;
    return { emailId, personId, email, timeZone, ids };
  });
}

async function lockTurn(tx: Tx, personId: string) {
  const [turn] = await tx.$queryRaw<{ dueAt: Date | null; tries: number }[]>`
    SELECT "dueAt", tries FROM "EmailTurn" WHERE "personId" = ${personId}::uuid FOR UPDATE`;
  return turn;
}

/** Notes that an email was sent. What happened meanwhile is gathered from now on. */
export async function finishEmail({ personId, ids }: ClaimedEmail): Promise<void> {
  const at = now();
  await transact(async (tx) => {
    const turn = await lockTurn(tx, personId);
    await tx.notification.updateMany({
      where: { id: { in: ids }, mailedAt: null },
      data: { mailedAt: at },
    });
    if (!turn) return;
    const [left] = await tx.$queryRaw<{ id: string }[]>`
      SELECT n.id FROM "Notification" n JOIN "Person" p ON p.id = n."personId"
      WHERE n."personId" = ${personId}::uuid AND ${isSendable(at, recentOnly(at).gt)} LIMIT 1`;
    const dueAt = left ? gatheredBy(at) : null;
    await tx.emailTurn.update({ where: { personId }, data: { dueAt, tries: 0 } });
  });
}

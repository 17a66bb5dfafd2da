import "server-only";
import { type CarriedEvent, markCarried, markEmailed } from "@/server/notifications/commands";
import type { Tx } from "@/server/platform/database/db";
import type { ItemReason, Length } from "../schema";
import { gatherItems } from "./queries";
import type { FoundItem } from "./reader";

/** A digest to write. */
export interface DigestToWrite {
  id: string;
  personId: string | null;
  length: Length;
  skipsEmpty: boolean;
  since: Date;
  dueAt: Date;
  period: string;
}

/**
 * Writes digests with the items found at this moment, and marks their notifications, in one transaction.
 * @returns how many were written: none for a period that has one already, or for an empty digest that is to be
 * skipped
 */
export async function writeDigests(
  tx: Tx,
  wanted: readonly DigestToWrite[],
  at: Date,
): Promise<number> {
  const readers = wanted.map(({ id, personId, since, length }) => {
    return { subscriptionId: id, personId, readerId: personId ?? id, since, length };
  });
  const itemsBySubscription = await gatherItems(tx, readers, at);
  const rows = wanted.filter(
    ({ id, skipsEmpty }) => !skipsEmpty || (itemsBySubscription.get(id) ?? []).length > 0,
  );
  // A unique index ensures one digest per subscription and period.
  const digests = await tx.digest.createManyAndReturn({
    data: rows.map(({ id, period, length, dueAt }) => {
      return { subscriptionId: id, period, length, dueAt, createdAt: at, tryAt: at };
    }),
    skipDuplicates: true,
    select: { id: true, subscriptionId: true },
  });
  const items = digests.flatMap(({ id, subscriptionId }) => {
    const { personId = null } = wanted.find((one) => one.id === subscriptionId) ?? {};
    return (itemsBySubscription.get(subscriptionId) ?? []).map((found, place) =>
      toItemRow(found, id, place + 1, personId ?? subscriptionId),
    );
  });
  await insertItems(tx, items);
  const notificationIds = items.flatMap(({ notificationId }) => notificationId ?? []);
  await markEmailed(tx, notificationIds, at);
  await markCarried(tx, items.flatMap(toCarriedEvent), at);
  return digests.length;
}

/** Inserts thousands of items in one statement, and leaves out items that a reader has been sent meanwhile. */
async function insertItems(tx: Tx, items: readonly ReturnType<typeof toItemRow>[]): Promise<void> {
  if (items.length === 0) return;
  const of = <Name extends keyof ReturnType<typeof toItemRow>>(name: Name) =>
    items.map((item) => item[name]);
  await tx.$executeRaw`
    INSERT INTO "DigestItem" ("digestId", position, "readerId", kind, subject, why, "paperId", "groupId",
      "ballotId", "meetingId", "nominationId", "notificationId")
    SELECT i.digest, i.position, i.reader, i.kind::"DigestItemKind", i.subject, i.why::jsonb, i.paper, i."group",
      i.ballot, i.meeting, i.nomination, i.notification
    FROM unnest(${of("digestId")}::uuid[], ${of("position")}::int[], ${of("readerId")}::uuid[],
      ${of("kind")}::text[], ${of("subject")}::text[], ${of("why")}::text[], ${of("paperId")}::uuid[],
      ${of("groupId")}::uuid[], ${of("ballotId")}::uuid[], ${of("meetingId")}::uuid[],
      ${of("nominationId")}::uuid[], ${of("notificationId")}::uuid[])
      AS i(digest, position, reader, kind, subject, why, paper, "group", ballot, meeting, nomination, notification)
    ON CONFLICT DO NOTHING`;
}

/** The event of a group that an item is about; none for other items. */
function toCarriedEvent(item: ReturnType<typeof toItemRow>): CarriedEvent[] {
  const { readerId: personId, kind, ballotId, meetingId, nominationId } = item;
  const id = ballotId ?? meetingId ?? nominationId;
  const ofGroup =
    kind === "ballot" || kind === "result" || kind === "meeting" || kind === "nomination";
  return ofGroup && id ? [{ personId, kind, id }] : [];
}

function toItemRow(found: FoundItem, digestId: string, position: number, readerId: string) {
  const {
    kind,
    subject,
    source,
    of,
    paperId,
    groupId,
    ballotId,
    meetingId,
    nominationId,
    notificationId,
  } = found;
  return {
    digestId,
    position,
    readerId,
    kind,
    subject,
    why: JSON.stringify((of === null ? { source } : { source, of }) satisfies ItemReason),
    paperId,
    groupId,
    ballotId,
    meetingId,
    nominationId,
    notificationId,
  };
}

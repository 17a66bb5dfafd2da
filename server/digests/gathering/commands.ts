import "server-only";
import { markEmailed } from "@/server/notifications/commands";
import type { Tx } from "@/server/platform/db";
import type { Length, Why } from "../schema";
import { gathered } from "./queries";
import type { Found } from "./reader";

/** A digest that is to be written. */
export interface Wanted {
  id: string;
  personId: string | null;
  length: Length;
  skipsEmpty: boolean;
  since: Date;
  dueAt: Date;
  period: string;
}

/**
 * Writes these digests with what they say at this moment, and notes that it is said, in one transaction.
 * @returns how many there are now; none for what has one of its period, or says nothing and may not
 */
export async function write(tx: Tx, wanted: readonly Wanted[], at: Date): Promise<number> {
  const readers = wanted.map(({ id, personId, since, length }) => {
    return { subscriptionId: id, personId, readerId: personId ?? id, since, length };
  });
  const said = await gathered(tx, readers, at);
  const rows = wanted.filter(
    ({ id, skipsEmpty }) => !skipsEmpty || (said.get(id) ?? []).length > 0,
  );
  // One a subscription and period: the unique index has the last word.
  const digests = await tx.digest.createManyAndReturn({
    data: rows.map(({ id, period, length, dueAt }) => {
      return { subscriptionId: id, period, length, dueAt, createdAt: at, tryAt: at };
    }),
    skipDuplicates: true,
    select: { id: true, subscriptionId: true },
  });
  const items = digests.flatMap(({ id, subscriptionId }) => {
    const { personId = null } = wanted.find((one) => one.id === subscriptionId) ?? {};
    return (said.get(subscriptionId) ?? []).map((found, place) =>
      itemOf(found, id, place + 1, personId ?? subscriptionId),
    );
  });
  await insertItems(tx, items);
  const told = items.flatMap(({ notificationId }) => notificationId ?? []);
  await markEmailed(tx, told, at);
  return digests.length;
}

/** Writes thousands of items in one statement, and leaves out what was said to a reader meanwhile. */
async function insertItems(tx: Tx, items: readonly ReturnType<typeof itemOf>[]): Promise<void> {
  if (items.length === 0) return;
  const of = <Name extends keyof ReturnType<typeof itemOf>>(name: Name) =>
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

function itemOf(found: Found, digestId: string, position: number, readerId: string) {
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
    ...{ digestId, position, readerId, kind, subject },
    why: JSON.stringify((of === null ? { source } : { source, of }) satisfies Why),
    ...{ paperId, groupId, ballotId, meetingId, nominationId, notificationId },
  };
}

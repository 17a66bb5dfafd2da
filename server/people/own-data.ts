// What somebody downloads about themselves.
import "server-only";
import { db } from "@/server/platform/db";
import { type Limit, spend } from "@/server/platform/limits";
import { knownGroupNames } from "./known-names";
import type { Viewer } from "./policy";

const EXPORTS: Limit = { name: "export", points: 20, perSeconds: 3600 };
const UNSEEN_PERSON = "A person whom you can no longer see";

/** Everything the site keeps that is the viewer's own. @throws Refusal TOO_MANY */
export async function exportData(viewer: Viewer) {
  await spend(EXPORTS, viewer.id);
  const at = { createdAt: true } as const;
  const paper = { select: { slug: true, title: true } } as const;
  const group = { select: { id: true, slug: true, name: true } } as const;
  const data = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: {
      handle: true,
      name: true,
      email: true,
      timeZone: true,
      createdAt: true,
      accounts: { select: { provider: true, providerAccountId: true, ...at } },
      sessions: { select: { userAgent: true, lastSeenAt: true, expiresAt: true, ...at } },
      emailChanges: { select: { email: true, expiresAt: true, ...at } },
      upvotes: { select: { paper, ...at } },
      papersAdded: { select: { slug: true, title: true, addedAt: true } },
      memberships: {
        select: {
          group,
          role: true,
          joinedAt: true,
          away: { select: { fromDay: true, lastDay: true } },
        },
      },
      joinRequests: {
        select: { group, message: true, answeredAt: true, accepted: true, ...at },
      },
      nominations: { select: { paper, group, pitch: true, withdrawnAt: true, ...at } },
      votes: {
        select: {
          ballot: { select: { id: true, openedAt: true, group } },
          answer: true,
          changedAt: true,
          ...at,
        },
      },
      comments: {
        select: {
          thread: { select: { paper, group } },
          ...{ number: true, body: true, quotedText: true, label: true, spoiler: true },
          ...{ editedAt: true, deletedAt: true, hiddenAt: true, answeredAt: true, ...at },
          quote: { select: { source: true, exact: true, place: true } },
          versions: { select: { version: true, body: true, ...at }, orderBy: { version: "asc" } },
        },
      },
      reactions: { select: { commentId: true, kind: true, ...at } },
      reports: { select: { commentId: true, reason: true, handledAt: true, ...at } },
      suspensions: { select: { group, reason: true, suspendedAt: true, until: true } },
      // That a report was dismissed tells of the report.
      actsOnMe: {
        where: { kind: { not: "dismiss" } },
        select: { kind: true, group, commentId: true, reason: true, ...at },
      },
      blocks: { select: { blocked: { select: { id: true, handle: true, name: true } }, ...at } },
      presents: {
        select: { group, reading: { select: { paper } }, startsAt: true, cancelledAt: true },
      },
      meetingTexts: {
        select: { meetingId: true, kind: true, version: true, body: true, ...at },
      },
      meetingLinks: { select: { meetingId: true, title: true, url: true, ...at } },
      rsvps: { select: { meetingId: true, answer: true, changedAt: true, ...at } },
      passedTurns: { select: { meetingId: true, ...at } },
      calendarFeeds: { select: { groupId: true, revokedAt: true, ...at } },
      followings: {
        select: { threadId: true, paper, topicSlug: true, group, level: true, ...at },
      },
      visits: { select: { threadId: true, seenNumber: true, seenAt: true } },
      notificationChoices: { select: { kind: true, via: true } },
      notifications: {
        select: {
          ...{ kind: true, subject: true, group, threadId: true, commentId: true, via: true },
          ...{ readAt: true, mailedAt: true, ...at },
        },
      },
      replyAddresses: { select: { threadId: true, ...at } },
      subscriptions: {
        select: {
          ...{ cadence: true, days: true, dayOfMonth: true, hour: true, minute: true },
          ...{ timeZone: true, fromDay: true, length: true, skipsEmpty: true, pausedUntil: true },
          ...{ confirmedAt: true, unsubscribedAt: true, ...at },
          sources: { select: { kind: true, topicSlug: true, group, query: true } },
          digests: {
            select: { period: true, sentAt: true, items: { select: { subject: true } } },
          },
        },
      },
    },
  });
  const groups = [...under("group", data)];
  const asked = groups.map(({ id }) => ({ personId: viewer.id, groupId: id }));
  const known = await knownGroupNames(db, asked);
  for (const group of groups) group.name = known(viewer.id, group.id);
  await namePeople(viewer.id, [...under("blocked", data)]);
  return data;
}

interface Named {
  id: string;
  name: string;
  handle?: string;
}

/** Everything that stands under this key, however deep. */
function* under(key: string, value: unknown): Generator<Named> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === key && inner !== null) yield inner as Named;
    else yield* under(key, inner);
  }
}

/** Leaves out what people are called by now whom the viewer can see nowhere any more. */
async function namePeople(personId: string, people: Named[]): Promise<void> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Person" p
    WHERE p.id = ANY(${people.map(({ id }) => id)}::uuid[]) AND (
      EXISTS (SELECT FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
        WHERE m."personId" = p.id AND (g.visibility <> 'private' OR EXISTS (
          SELECT FROM "Membership" o WHERE o."groupId" = g.id AND o."personId" = ${personId}::uuid)))
      OR EXISTS (SELECT FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId"
        WHERE c."authorId" = p.id AND t."groupId" IS NULL AND c."deletedAt" IS NULL))`;
  const seen = new Set(rows.map(({ id }) => id));
  for (const person of people) {
    if (!seen.has(person.id)) Object.assign(person, { name: UNSEEN_PERSON, handle: "" });
  }
}

import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { type Limit, spend } from "@/server/platform/limits";
import { hashSecret } from "@/server/platform/secret";
import { outsideSignIns } from "./outside-providers";
import type { Viewer } from "./policy";
import { browserInWords } from "./rules";

const EXPORTS: Limit = { name: "export", points: 20, perSeconds: 3600 };

/** The viewer's own profile, accounts elsewhere and open sessions. */
export async function profile(viewer: Viewer, sessionToken: string | null) {
  const person = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: {
      name: true,
      handle: true,
      email: true,
      timeZone: true,
      accounts: {
        select: { provider: true, createdAt: true },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
      sessions: {
        where: { expiresAt: { gt: now() } },
        select: { id: true, tokenHash: true, userAgent: true, createdAt: true, lastSeenAt: true },
        orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
        take: 50,
      },
    },
  });
  const mine = sessionToken ? hashSecret(sessionToken) : null;
  const sessions = person.sessions.map(({ tokenHash, userAgent, ...rest }) => ({
    ...rest,
    browser: browserInWords(userAgent),
    here: tokenHash === mine,
  }));
  const known = outsideSignIns();
  const accounts = person.accounts.map(({ provider, createdAt }) => ({
    provider,
    // A provider that is no longer configured still has its account here.
    name: known.find(({ id }) => id === provider)?.name ?? provider,
    createdAt,
  }));
  return {
    ...person,
    sessions,
    accounts,
    connectable: known.filter(({ id }) => !accounts.some(({ provider }) => provider === id)),
    suspended: viewer.suspended,
  };
}

/** Everything the site keeps that is the viewer's own. @throws Refusal TOO_MANY */
export async function exportData(viewer: Viewer) {
  await spend(EXPORTS, viewer.id);
  const at = { createdAt: true } as const;
  const paper = { select: { slug: true, title: true } } as const;
  const group = { select: { slug: true, name: true } } as const;
  return db.person.findUniqueOrThrow({
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
      blocks: { select: { blocked: { select: { handle: true, name: true } }, ...at } },
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
}

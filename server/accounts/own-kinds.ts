// The kinds of rows in a person's own data, with the columns shown of each and the order of reading.
import "server-only";
import { CHOICES } from "@/server/digests/subscriptions/queries";
import { GROUP } from "@/server/groups/select";
import { PAPER } from "@/server/papers/select";
import { PERSON } from "@/server/people/select";
import { db, type Prisma } from "@/server/platform/database/db";
import type { Pages } from "@/server/platform/text/json-parts";

/** Rows read at a time: short ones, and ones with long texts. */
const SHORT = 250;
const LONG = 20;

export interface Kind {
  /** Columns that identify one row of the person; an enum among them is called `kind`. */
  by: readonly string[];
  atATime: number;
  select: object;
  where?: object;
  /** Lists of unbounded length inside one row, such as the versions of a comment. */
  within?: Record<string, (row: Record<string, unknown>) => Pages>;
}

type PersonSelect = Omit<Prisma.PersonSelect, "_count">;
type Wanted<Name extends keyof PersonSelect> =
  Exclude<PersonSelect[Name], boolean | undefined> extends { select?: infer Select }
    ? Kind & { select: NonNullable<Select> }
    : never;

const at = { createdAt: true } as const;
const group = { select: { id: true, ...GROUP.select } } as const;

/** Kinds by their name in the file. */
export const KINDS = {
  accounts: short(["id"], { provider: true, providerAccountId: true, ...at }),
  sessions: short(["id"], { userAgent: true, lastSeenAt: true, expiresAt: true, ...at }),
  emailChanges: short(["tokenHash"], { email: true, expiresAt: true, ...at }),
  upvotes: short(["paperId"], { paper: PAPER, ...at }),
  dismissals: short(["paperId"], { paper: PAPER, ...at }),
  papersAdded: short(["id"], { slug: true, title: true, addedAt: true }),
  paperChanges: {
    by: ["id"],
    atATime: LONG,
    select: {
      paper: PAPER,
      kind: true,
      reason: true,
      topicName: true,
      topicAccepted: true,
      changedAt: true,
      fields: { select: { field: true, before: true, after: true } },
    },
  },
  statements: short(["id"], {
    ...{ paper: PAPER, status: true, since: true, reason: true, link: true, statedAt: true },
  }),
  paperImports: short(["id"], { fileName: true, importedAt: true, undoneAt: true }),
  suggestions: {
    by: ["id"],
    atATime: LONG,
    select: {
      paper: PAPER,
      changes: true,
      reason: true,
      suggestedAt: true,
      accepted: true,
      answer: true,
    },
  },
  awaitedPapers: short(["id"], { type: true, value: true, endedAt: true, paper: PAPER, ...at }),
  memberships: short(["groupId"], {
    group,
    role: true,
    joinedAt: true,
    away: { select: { fromDay: true, lastDay: true } },
    choices: { select: { kind: true, via: true } },
  }),
  joinRequests: short(["id"], { group, message: true, answeredAt: true, accepted: true, ...at }),
  nominations: short(["id"], { paper: PAPER, group, pitch: true, withdrawnAt: true, ...at }),
  votes: {
    by: ["ballotId"],
    atATime: LONG,
    select: {
      ballot: { select: { id: true, openedAt: true, group } },
      answer: true,
      changedAt: true,
      ...at,
    },
  },
  objections: short(["nominationId"], {
    nomination: { select: { paper: PAPER, group } },
    reason: true,
    ...at,
  }),
  comments: {
    by: ["id"],
    atATime: LONG,
    select: {
      thread: { select: { paper: PAPER, group } },
      number: true,
      body: true,
      quotedText: true,
      label: true,
      spoiler: true,
      editedAt: true,
      deletedAt: true,
      hiddenAt: true,
      answeredAt: true,
      ...at,
      quote: { select: { source: true, exact: true, place: true } },
      versions: { select: { version: true }, take: 1 },
    },
    within: { versions: ({ id, versions }) => versionsOf(id as string, versions as unknown[]) },
  },
  reactions: short(["commentId", "kind"], { commentId: true, kind: true, ...at }),
  reports: short(["id"], { commentId: true, reason: true, handledAt: true, ...at }),
  objectionReports: short(["nominationId", "personId"], {
    nominationId: true,
    reason: true,
    ...at,
  }),
  suspensions: short(["groupId"], { group, reason: true, suspendedAt: true, until: true }),
  actsOnMe: {
    ...short(["id"], { kind: true, group, commentId: true, reason: true, ...at }),
    // Dismissals are left out, because they would reveal the report.
    where: { kind: { notIn: ["dismiss", "dismissObjection"] } },
  },
  blocks: short(["blockedId"], {
    blocked: { select: { id: true, ...PERSON.select } },
    ...at,
  }),
  presents: short(["id"], {
    group,
    reading: { select: { paper: PAPER } },
    startsAt: true,
    cancelledAt: true,
  }),
  meetingTexts: {
    by: ["meetingId", "version", "kind"],
    atATime: LONG,
    select: { meetingId: true, kind: true, version: true, body: true, ...at },
  },
  meetingLinks: short(["id"], { meetingId: true, title: true, url: true, ...at }),
  rsvps: short(["meetingId"], { meetingId: true, answer: true, changedAt: true, ...at }),
  opinions: short(["meetingId", "kind"], {
    meetingId: true,
    kind: true,
    answer: true,
    changedAt: true,
    ...at,
  }),
  readers: short(["readingId"], { reading: { select: { group, paper: PAPER } }, ...at }),
  dateAnswers: short(["dateId"], {
    date: { select: { startsAt: true, pollId: true } },
    answer: true,
    changedAt: true,
    ...at,
  }),
  passedTurns: short(["meetingId"], { meetingId: true, ...at }),
  calendarFeeds: short(["id"], { groupId: true, revokedAt: true, ...at }),
  shelvedPapers: short(["paperId"], { paper: PAPER, shelf: true, movedAt: true }),
  paperNotes: {
    by: ["id"],
    atATime: LONG,
    select: { paper: PAPER, body: true, ...at, changedAt: true },
  },
  paperLists: {
    by: ["id"],
    atATime: LONG,
    select: {
      ...{ name: true, description: true, showsOwner: true, ...at },
      papers: { select: { id: true }, take: 1 },
    },
    within: { papers: ({ id, papers }) => listedOn(id as string, papers as unknown[]) },
  },
  listedPapers: short(["id"], {
    ...{ paper: PAPER, list: { select: { group } }, addedAt: true },
  }),
  followings: short(["id"], {
    threadId: true,
    paper: PAPER,
    topicSlug: true,
    authorKey: true,
    group,
    level: true,
    ...at,
  }),
  visits: short(["threadId"], { threadId: true, seenNumber: true, seenAt: true }),
  notificationChoices: short(["kind"], { kind: true, via: true }),
  notifications: short(["id"], {
    kind: true,
    subject: true,
    group,
    threadId: true,
    commentId: true,
    via: true,
    readAt: true,
    mailedAt: true,
    ...at,
  }),
  replyAddresses: short(["id"], { threadId: true, ...at }),
  subscriptions: {
    by: ["id"],
    atATime: LONG,
    select: {
      ...CHOICES,
      confirmedAt: true,
      unsubscribedAt: true,
      ...at,
      sources: {
        select: { kind: true, topicSlug: true, group, query: true, authorKey: true },
      },
      digests: { select: { id: true }, take: 1 },
    },
    within: { digests: ({ id, digests }) => digestsOf(id as string, digests as unknown[]) },
  },
} satisfies { [Name in keyof PersonSelect]?: Wanted<Name> };

export type KindName = keyof typeof KINDS;

function short<Select extends object>(by: readonly string[], select: Select) {
  return { by, atATime: SHORT, select };
}

/** Earlier versions of a comment, the oldest first. @param some one of them, or empty if there are none */
async function* versionsOf(commentId: string, some: unknown[]): Pages {
  for (let last = 0, more = some.length > 0; more; ) {
    const rows = await db.commentVersion.findMany({
      where: { commentId, version: { gt: last } },
      select: { version: true, body: true, ...at },
      orderBy: { version: "asc" },
      take: LONG,
    });
    yield rows;
    more = rows.length === LONG;
    last = rows.at(-1)?.version ?? last;
  }
}

/** The papers on a list. @param some one of them, or empty if there are none */
async function* listedOn(listId: string, some: unknown[]): Pages {
  let last: string | null = null;
  for (let more = some.length > 0; more; ) {
    const rows: { id: string }[] = await db.listedPaper.findMany({
      where: { listId, ...(last === null ? {} : { id: { gt: last } }) },
      select: { id: true, paper: PAPER, addedAt: true },
      orderBy: { id: "asc" },
      take: SHORT,
    });
    yield rows.map(({ id: _, ...listed }) => listed);
    more = rows.length === SHORT;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Digests sent to a subscription. @param some one of them, or empty if there are none */
async function* digestsOf(subscriptionId: string, some: unknown[]): Pages {
  let last: string | null = null;
  for (let more = some.length > 0; more; ) {
    const rows: { id: string }[] = await db.digest.findMany({
      where: { subscriptionId, ...(last === null ? {} : { id: { gt: last } }) },
      select: { id: true, period: true, sentAt: true, items: { select: { subject: true } } },
      orderBy: { id: "asc" },
      take: LONG,
    });
    yield rows.map(({ id: _, ...digest }) => digest);
    more = rows.length === LONG;
    last = rows.at(-1)?.id ?? last;
  }
}

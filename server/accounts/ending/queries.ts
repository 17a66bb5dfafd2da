// Everything in a group that a member may read, as a download.
import "server-only";
import { listOpenedForecasts } from "@/server/ballots/forecasts/queries";
import { readRecord } from "@/server/ballots/result/record/queries";
import { atLeast, type MemberScope } from "@/server/groups/policy";
import { PAPER } from "@/server/papers/select";
import { PERSON } from "@/server/people/select";
import { db } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { jsonInParts, type Pages } from "@/server/platform/text/json-parts";

const FILES: Limit = { name: "group-files", points: 20, perSeconds: 3600 };
/** Rows read at a time: short ones, and ones with long texts. */
const SHORT = 250;
const LONG = 20;

/**
 * Writes everything in a group that the member may read, as JSON in parts: members, nominations, suggestions of watches
 * (and these themselves, for organizers), closed ballots with their records and forecasts, readings with their meetings
 * and texts, lists of papers, and threads with their comments. @throws Refusal TOO_MANY
 */
export async function groupFile(scope: MemberScope): Promise<AsyncGenerator<string, void, void>> {
  await spend(FILES, scope.viewer.id);
  const { id } = scope.group;
  const group = await db.group.findUniqueOrThrow({
    where: { id },
    select: {
      name: true,
      slug: true,
      description: true,
      visibility: true,
      timeZone: true,
      createdAt: true,
      archivedAt: true,
    },
  });
  return jsonInParts({
    ...group,
    members: membersOf(id),
    nominations: nominationsOf(id),
    suggestions: suggestionsOf(id),
    ...(atLeast(scope.role, "organizer") ? { watches: watchesOf(id) } : {}),
    ballots: ballotsOf(scope),
    forecasts: inPages(SHORT, (after) => listOpenedForecasts(id, after.id?.gt ?? null, SHORT)),
    readings: readingsOf(id),
    lists: listsOf(id),
    threads: threadsOf(scope),
  });
}

/** Reads rows in pages, each a statement of its own that begins after the last row. */
async function* inPages<Row extends { id: string }>(
  size: number,
  read: (after: { id?: { gt: string } }) => Promise<Row[]>,
): AsyncGenerator<Row[], void, void> {
  let rows: Row[] = [];
  do {
    const last = rows.at(-1);
    rows = await read(last ? { id: { gt: last.id } } : {});
    yield rows;
  } while (rows.length === size);
}

async function* membersOf(groupId: string): Pages {
  let last: string | null = null;
  for (let more = true; more; ) {
    const rows: { personId: string }[] = await db.membership.findMany({
      where: { groupId, ...(last === null ? {} : { personId: { gt: last } }) },
      select: { personId: true, person: PERSON, role: true, joinedAt: true },
      orderBy: { personId: "asc" },
      take: SHORT,
    });
    yield rows.map(({ personId: _, ...member }) => member);
    more = rows.length === SHORT;
    last = rows.at(-1)?.personId ?? null;
  }
}

function watchesOf(groupId: string): Pages {
  return inPages(SHORT, (after) =>
    db.watch.findMany({
      where: { groupId, ...after },
      select: {
        ...{ id: true, kind: true, name: true, query: true, perDay: true },
        ...{ createdAt: true, pausedAt: true, stoppedAt: true },
      },
      orderBy: { id: "asc" },
      take: SHORT,
    }),
  );
}

/** The papers that watches have suggested, without those that were dismissed. */
function suggestionsOf(groupId: string): Pages {
  return inPages(SHORT, (after) =>
    db.watchedPaper.findMany({
      where: {
        watch: { groupId },
        brought: true,
        dismissedAt: null,
        paperId: { not: null },
        ...after,
      },
      select: { id: true, paper: PAPER, foundAt: true, watch: { select: { name: true } } },
      orderBy: { id: "asc" },
      take: SHORT,
    }),
  );
}

function nominationsOf(groupId: string): Pages {
  return inPages(SHORT, (after) =>
    db.nomination.findMany({
      where: { groupId, ...after },
      select: {
        id: true,
        paper: PAPER,
        nominatedBy: PERSON,
        pitch: true,
        createdAt: true,
        withdrawnAt: true,
        chosenAt: true,
      },
      orderBy: { id: "asc" },
      take: SHORT,
    }),
  );
}

async function* ballotsOf(scope: MemberScope): Pages {
  const groupId = scope.group.id;
  const pages = inPages(LONG, (after) =>
    db.ballot.findMany({
      where: { groupId, closedAt: { not: null }, ...after },
      select: { id: true },
      orderBy: { id: "asc" },
      take: LONG,
    }),
  );
  for await (const page of pages) {
    // One at a time: a record names each candidate, and its votes are read while it is sent.
    for (const { id } of page) yield [await readRecord(scope, id)];
  }
}

function readingsOf(groupId: string): Pages {
  return inPages(LONG, (after) =>
    db.reading.findMany({
      where: { groupId, ...after },
      select: {
        id: true,
        paper: PAPER,
        chosenAt: true,
        meeting: {
          select: {
            startsAt: true,
            minutes: true,
            place: true,
            link: true,
            cancelledAt: true,
            presenter: PERSON,
            links: { select: { title: true, url: true } },
            rsvps: { select: { person: PERSON, answer: true } },
            texts: {
              select: { kind: true, version: true, body: true, writtenBy: PERSON },
              orderBy: [{ kind: "asc" }, { version: "desc" }],
              distinct: ["kind"],
            },
          },
        },
      },
      orderBy: { id: "asc" },
      take: LONG,
    }),
  );
}

/** Lists of papers; one list has a few hundred at most. */
function listsOf(groupId: string): Pages {
  return inPages(LONG, (after) =>
    db.paperList.findMany({
      where: { groupId, ...after },
      select: {
        id: true,
        name: true,
        description: true,
        createdAt: true,
        papers: {
          select: { paper: PAPER, addedBy: PERSON, addedAt: true },
          orderBy: { id: "asc" },
        },
      },
      orderBy: { id: "asc" },
      take: LONG,
    }),
  );
}

async function* threadsOf(scope: MemberScope): Pages {
  const pages = inPages(SHORT, (after) =>
    db.thread.findMany({
      where: { groupId: scope.group.id, ...after },
      select: {
        id: true,
        paper: PAPER,
        meeting: { select: { startsAt: true, reading: { select: { paper: PAPER } } } },
      },
      orderBy: { id: "asc" },
      take: SHORT,
    }),
  );
  for await (const page of pages)
    yield page.map((thread) => ({ ...thread, comments: commentsOf(thread.id, scope.viewer.id) }));
}

/** The comments of a thread that the viewer may read: none that is deleted, hidden, or by somebody whom they block. */
async function* commentsOf(threadId: string, viewerId: string): Pages {
  let last = 0;
  for (let more = true; more; ) {
    const rows = await db.comment.findMany({
      where: {
        threadId,
        number: { gt: last },
        deletedAt: null,
        hiddenAt: null,
        author: { blockedBy: { none: { personId: viewerId } } },
      },
      select: {
        number: true,
        parent: { select: { number: true } },
        author: PERSON,
        body: true,
        label: true,
        createdAt: true,
        editedAt: true,
      },
      orderBy: { number: "asc" },
      take: LONG,
    });
    yield rows.map(({ parent, ...comment }) => ({ ...comment, replyTo: parent?.number ?? null }));
    more = rows.length === LONG;
    last = rows.at(-1)?.number ?? last;
  }
}

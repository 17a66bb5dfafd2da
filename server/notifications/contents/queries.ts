import "server-only";
import { explainBallot } from "@/server/ballots/result/shown-result";
import { chosenAmong } from "@/server/ballots/rules";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";

/** Candidates that an email shows; it counts the rest. */
const CANDIDATES_SHOWN = 15;
/** Characters read of an abstract or a pitch: enough that a formula in the excerpt is complete. */
const TEXT_READ = 600;

/** A candidate as its reader may see it. */
export interface ShownCandidate {
  id: string;
  title: string;
  /** The first three. */
  authors: string[];
  authorCount: number;
  /** The beginning of the pitch, or of the abstract. */
  beginning: string;
  /** Whether it is the pitch, which is Markdown. */
  pitched: boolean;
  /** The person who nominated it; null if they are gone, or if one of the two has blocked the other. */
  by: string | null;
}

/** An open ballot in an email. */
export interface ShownBallot {
  id: string;
  /** The organizer's question and note; empty for the usual ones. */
  title: string;
  note: string;
  rule: string;
  /** How many papers it chooses. */
  seats: number;
  closesAt: Date;
  quorum: number | null;
  /** Whether its reader has voted. */
  voted: boolean;
  candidates: ShownCandidate[];
  /** The number of further candidates. */
  more: number;
}

/** Reads open ballots with their candidates for one reader, by id. @param ids may name a ballot twice */
export async function readBallots(
  personId: string,
  ids: readonly string[],
): Promise<Map<string, ShownBallot>> {
  if (ids.length === 0) return new Map();
  const reader = Prisma.sql`${personId}::uuid`;
  const apart = Prisma.sql`(${blocks(reader, Prisma.sql`n."nominatedById"`)}
    OR ${blocks(Prisma.sql`n."nominatedById"`, reader)})`;
  const ballots = await db.ballot.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      title: true,
      note: true,
      rule: true,
      seats: true,
      closesAt: true,
      quorum: true,
      votes: { where: { personId }, select: { ballotId: true } },
      _count: { select: { candidates: true } },
    },
  });
  const rows = await db.$queryRaw<(ShownCandidate & { ballotId: string })[]>`
    SELECT c.id, c."ballotId", p.title, coalesce(p.authors[1:3], '{}') AS authors,
      coalesce(cardinality(p.authors), 0) AS "authorCount",
      left(CASE WHEN n.pitch <> '' AND NOT ${apart} THEN n.pitch ELSE p.abstract END, ${TEXT_READ}) AS beginning,
      n.pitch <> '' AND NOT ${apart} AS pitched,
      CASE WHEN y."deletedAt" IS NULL AND NOT ${apart} THEN y.name END AS by
    FROM unnest(${[...new Set(ids)]}::uuid[]) AS b(id) CROSS JOIN LATERAL (
      SELECT * FROM "Candidate" c WHERE c."ballotId" = b.id ORDER BY c.position LIMIT ${CANDIDATES_SHOWN}) c
    JOIN "Nomination" n ON n.id = c."nominationId" JOIN "Paper" p ON p.id = c."paperId"
    JOIN "Person" y ON y.id = n."nominatedById" ORDER BY c."ballotId", c.position`;
  return new Map(
    ballots.map(({ _count, votes, ...ballot }) => {
      const candidates = rows.filter(({ ballotId }) => ballotId === ballot.id);
      const more = _count.candidates - candidates.length;
      return [ballot.id, { ...ballot, voted: votes.length > 0, candidates, more }];
    }),
  );
}

/** A meeting in an email. */
export interface ShownMeeting {
  id: string;
  startsAt: Date;
  minutes: number;
  place: string;
  link: string;
  /** The presenter; null if there is none yet. */
  presenter: { id: string; name: string } | null;
  cancelled: boolean;
}

const MEETING = {
  id: true,
  startsAt: true,
  minutes: true,
  place: true,
  link: true,
  cancelledAt: true,
  presenter: { select: { id: true, name: true } },
} satisfies Prisma.MeetingSelect;

function toShownMeeting({
  cancelledAt,
  ...meeting
}: Prisma.MeetingGetPayload<{ select: typeof MEETING }>): ShownMeeting {
  return { ...meeting, cancelled: cancelledAt !== null };
}

/** Reads meetings by id. */
export async function readMeetings(ids: readonly string[]): Promise<Map<string, ShownMeeting>> {
  if (ids.length === 0) return new Map();
  const rows = await db.meeting.findMany({ where: { id: { in: [...ids] } }, select: MEETING });
  return new Map(rows.map((row) => [row.id, toShownMeeting(row)]));
}

/** A closed ballot in an email. */
export interface ShownResult {
  /** The reason why this paper was chosen, or why none was. */
  why: string | null;
  /** The papers that were chosen, each with its meeting; null if none is planned. */
  chosen: {
    title: string;
    authors: string[];
    authorCount: number;
    meeting: ShownMeeting | null;
  }[];
}

/** Reads results by the ids of their ballots. */
export async function readResults(ids: readonly string[]): Promise<Map<string, ShownResult>> {
  if (ids.length === 0) return new Map();
  const rows = await db.ballot.findMany({
    where: { id: { in: [...ids] }, closedAt: { not: null } },
    select: {
      id: true,
      outcome: true,
      candidates: {
        select: { id: true, paperId: true, nomination: { select: { chosenAt: true } } },
      },
      readings: {
        select: {
          paperId: true,
          chosenAt: true,
          paper: { select: { title: true, authors: true } },
          meeting: { select: MEETING },
        },
        orderBy: { seat: "asc" },
      },
    },
  });
  const results = rows.map(async ({ id, outcome, candidates, readings }) => {
    const chosen = chosenAmong(candidates, readings);
    const { why } = await explainBallot({ id, outcome: outcome ?? "none", chosen });
    const shown: ShownResult = {
      why,
      chosen: readings.map(({ paper: { title, authors }, meeting }) => ({
        title,
        authors: authors.slice(0, 3),
        authorCount: authors.length,
        meeting: meeting && toShownMeeting(meeting),
      })),
    };
    return [id, shown] as const;
  });
  return new Map(await Promise.all(results));
}

/** A comment in an email. */
export interface ShownComment {
  id: string;
  /** The notification of it. */
  notificationId: string;
  author: string;
  html: string;
  body: string;
  spoiler: string | null;
  parentId: string | null;
  threadId: string;
}

/** Reads the comments that notifications are about, the oldest first. */
export async function readComments(notificationIds: readonly string[]): Promise<ShownComment[]> {
  const rows = await db.notification.findMany({
    where: { id: { in: [...notificationIds] }, commentId: { not: null } },
    select: {
      id: true,
      comment: {
        select: {
          id: true,
          html: true,
          body: true,
          spoiler: true,
          parentId: true,
          threadId: true,
          author: { select: { name: true } },
        },
      },
    },
    orderBy: [{ comment: { createdAt: "asc" } }, { comment: { number: "asc" } }],
  });
  return rows.flatMap(({ id, comment }) =>
    comment ? [{ ...comment, notificationId: id, author: comment.author.name }] : [],
  );
}

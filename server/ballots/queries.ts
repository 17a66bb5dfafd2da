import "server-only";
import { atLeast, type GroupScope } from "@/server/groups/policy";
import { withMathematics } from "@/server/papers/mathematics";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { mayWithdraw } from "./policy";
import { explanation, nextReading, takesVotes } from "./rules";
import { POOL_MAX } from "./schema";
import type { ApprovalResult } from "./tally/approval";

const PAPER = { select: { id: true, slug: true, title: true, authors: true } } as const;
/** Authors that are named. */
const NAMED = 4;

/** A paper by its first authors: some have hundreds. */
function brief<Paper extends { authors: string[] }>({ authors, ...paper }: Paper) {
  return { ...paper, authors: authors.slice(0, NAMED), authorCount: authors.length };
}

const PERSON = { select: { handle: true, name: true } } as const;
const LIVE = { withdrawnAt: null, chosenAt: null } as const;
/** Most ballots that one page lists, and most groups of a person. */
const MOST = 100;
/** Readings: ten years of weeks. */
const MOST_READINGS = 500;
/** Latest readings of a group among which the next one is looked for. */
const LATEST = 20;
/** The nil id is nobody's. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The pool: nominations that wait, in their order. */
export async function pool(scope: GroupScope) {
  const rows = await db.nomination.findMany({
    where: { groupId: scope.group.id, ...LIVE },
    select: {
      id: true,
      pitch: true,
      createdAt: true,
      nominatedById: true,
      nominatedBy: PERSON,
      paper: PAPER,
      candidates: { where: { ballot: { closedAt: null } }, select: { id: true } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: POOL_MAX,
  });
  return rows.map(({ nominatedById, candidates, paper, ...row }) => {
    const standing = candidates.length > 0;
    return {
      ...row,
      paper: brief(paper),
      standing,
      mayWithdraw: !standing && mayWithdraw(scope, nominatedById) === true,
    };
  });
}

/** The viewer's groups, and where this paper stands in each. */
export async function groupsFor(viewer: Viewer, paperId: string) {
  const rows = await db.membership.findMany({
    where: { personId: viewer.id },
    select: {
      group: {
        select: {
          slug: true,
          name: true,
          nominations: { where: { paperId, ...LIVE }, select: { id: true } },
          readings: {
            where: { paperId },
            select: { chosenAt: true },
            orderBy: { chosenAt: "desc" },
          },
        },
      },
    },
    orderBy: [{ joinedAt: "asc" }, { groupId: "asc" }],
    take: MOST,
  });
  return rows.map(({ group: { nominations, readings, ...group } }) => ({
    ...group,
    nominated: nominations.length > 0,
    readAt: readings[0]?.chosenAt ?? null,
  }));
}

/** What the group decides now, what it reads next, and what it chose last. */
export async function overview(scope: GroupScope) {
  const groupId = scope.group.id;
  const [open, latest, waiting] = await Promise.all([
    db.ballot.findFirst({
      where: { groupId, closedAt: null },
      select: {
        id: true,
        closesAt: true,
        _count: { select: { candidates: true, votes: true } },
        votes: { where: { personId: scope.viewer?.id ?? NOBODY }, select: { personId: true } },
      },
    }),
    readingsOf(scope, LATEST),
    db.nomination.count({ where: { groupId, ...LIVE } }),
  ]);
  return {
    open: open && {
      id: open.id,
      closesAt: open.closesAt,
      candidates: open._count.candidates,
      votes: open._count.votes,
      voted: open.votes.length > 0,
    },
    next: nextReading(latest, now()),
    readings: latest,
    waiting,
  };
}

/** Everything the group chose to read, the latest first. */
export function readings(scope: GroupScope) {
  return readingsOf(scope, MOST_READINGS);
}

async function readingsOf(scope: GroupScope, most: number) {
  const rows = await db.reading.findMany({
    where: { groupId: scope.group.id },
    select: {
      id: true,
      chosenAt: true,
      ballotId: true,
      paper: PAPER,
      meeting: { select: { startsAt: true, place: true } },
    },
    orderBy: [{ chosenAt: "desc" }, { id: "desc" }],
    take: most,
  });
  // Where the group meets, perhaps at somebody's home or behind a link, its members know.
  return rows.map(({ meeting, paper, ...row }) => ({
    ...row,
    paper: brief(paper),
    meeting: meeting && { ...meeting, place: scope.role ? meeting.place : "" },
  }));
}

/** The ballots of a group: the open one, then the others, newest first. */
export async function ballots(scope: GroupScope) {
  const rows = await db.ballot.findMany({
    where: { groupId: scope.group.id },
    select: {
      id: true,
      openedAt: true,
      closesAt: true,
      closedAt: true,
      _count: { select: { candidates: true, votes: true } },
      votes: { where: { personId: scope.viewer?.id ?? NOBODY }, select: { personId: true } },
      reading: { select: { paper: { select: { slug: true, title: true } } } },
    },
    orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    take: MOST,
  });
  return rows.map(({ _count, votes, reading, ...ballot }) => ({
    ...ballot,
    candidates: _count.candidates,
    votes: _count.votes,
    voted: votes.length > 0,
    chosen: reading?.paper ?? null,
  }));
}

/**
 * A ballot: its candidates, the viewer's own vote, and once it is closed how it came about. Nobody
 * learns how others voted, nor, while it is open, how it stands.
 */
export async function ballotPage(scope: GroupScope, ballotId: string) {
  const ballot = await db.ballot.findFirst({
    where: { id: ballotId, groupId: scope.group.id },
    select: {
      id: true,
      openedAt: true,
      closesAt: true,
      closedAt: true,
      closedById: true,
      result: true,
      candidates: {
        select: {
          id: true,
          paper: { select: { slug: true, title: true, authors: true, abstract: true } },
          nomination: { select: { pitch: true, nominatedBy: PERSON } },
        },
        orderBy: { position: "asc" },
      },
      votes: {
        where: { personId: scope.viewer?.id ?? NOBODY },
        select: { answer: true, changedAt: true },
      },
      _count: { select: { votes: true } },
    },
  });
  if (!ballot) refuse("NOT_FOUND");
  const { result: stored, votes, candidates, _count, closedById, ...rest } = ballot;
  const closedBy = closedById
    ? await db.person.findUnique({ where: { id: closedById }, ...PERSON })
    : null;
  const result = stored as ApprovalResult | null;
  const titles = new Map(candidates.map(({ id, paper }) => [id, paper.title]));
  const [mine] = votes;
  return {
    ...rest,
    candidates: candidates.map(({ paper: { abstract, ...paper }, ...candidate }) => ({
      ...candidate,
      paper: { ...brief(paper), abstractHtml: withMathematics(abstract) },
    })),
    /** Who closed it before its time; null where the clock did. */
    closedBy,
    votes: _count.votes,
    myVote: mine
      ? { ...(mine.answer as { approvals: string[] }), changedAt: mine.changedAt }
      : null,
    result: result && { ...result, explanation: explanation(result, (id) => titles.get(id) ?? "") },
    may: {
      vote: scope.role !== null && takesVotes(ballot, now()),
      close: ballot.closedAt === null && atLeast(scope.role, "organizer"),
    },
  };
}

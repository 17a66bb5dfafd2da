import "server-only";
import { atLeast, type GroupScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { explanation, takesVotes } from "./rules";
import type { ApprovalResult } from "./tally/approval";

const PAPER = { select: { id: true, slug: true, title: true, authors: true } } as const;
const PERSON = { select: { handle: true, name: true } } as const;
const LIVE = { withdrawnAt: null, chosenAt: null } as const;
/** Most nominations, ballots or readings that one page lists. */
const MOST = 100;

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
    take: MOST,
  });
  return rows.map(({ nominatedById, candidates, ...row }) => {
    const standing = candidates.length > 0;
    const mine = nominatedById === scope.viewer?.id && scope.role !== null;
    const mayWithdraw = !standing && (mine || atLeast(scope.role, "organizer"));
    return { ...row, standing, mayWithdraw };
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
          readings: { where: { paperId }, select: { chosenAt: true }, take: 1 },
        },
      },
    },
    orderBy: { joinedAt: "asc" },
    take: MOST,
  });
  return rows.map(({ group: { nominations, readings, ...group } }) => ({
    ...group,
    nominated: nominations.length > 0,
    readAt: readings[0]?.chosenAt ?? null,
  }));
}

/** What the group decides now, what it reads next, and what it read before. */
export async function overview(scope: GroupScope) {
  const groupId = scope.group.id;
  const [open, readings, waiting] = await Promise.all([
    db.ballot.findFirst({
      where: { groupId, closedAt: null },
      select: { id: true, closesAt: true, _count: { select: { candidates: true, votes: true } } },
    }),
    db.reading.findMany({
      where: { groupId },
      select: {
        id: true,
        chosenAt: true,
        ballotId: true,
        paper: PAPER,
        meeting: { select: { startsAt: true, place: true } },
      },
      orderBy: { chosenAt: "desc" },
      take: 20,
    }),
    db.nomination.count({ where: { groupId, ...LIVE } }),
  ]);
  return {
    open: open && {
      id: open.id,
      closesAt: open.closesAt,
      candidates: open._count.candidates,
      votes: open._count.votes,
    },
    readings,
    waiting,
  };
}

/** The ballots of a group, newest first. */
export async function ballots(scope: GroupScope) {
  return db.ballot.findMany({
    where: { groupId: scope.group.id },
    select: {
      id: true,
      openedAt: true,
      closesAt: true,
      closedAt: true,
      _count: { select: { candidates: true } },
      reading: { select: { paper: { select: { title: true } } } },
    },
    orderBy: { openedAt: "desc" },
    take: MOST,
  });
}

/** A ballot: its candidates, the viewer's own vote, and once it is closed how it came about. */
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
      _count: { select: { votes: true } },
    },
  });
  if (!ballot) refuse("NOT_FOUND");
  const mine = scope.viewer
    ? await db.vote.findUnique({
        where: { ballotId_personId: { ballotId, personId: scope.viewer.id } },
        select: { answer: true },
      })
    : null;
  const { result: stored, _count, closedById, ...rest } = ballot;
  const result = stored as ApprovalResult | null;
  const titles = new Map(ballot.candidates.map(({ id, paper }) => [id, paper.title]));
  return {
    ...rest,
    closedEarly: closedById !== null,
    votes: _count.votes,
    myApprovals: (mine?.answer as { approvals: string[] } | undefined)?.approvals ?? null,
    result: result && { ...result, explanation: explanation(result, (id) => titles.get(id) ?? "") },
    may: {
      vote: scope.role !== null && takesVotes(ballot, now()),
      close: ballot.closedAt === null && atLeast(scope.role, "organizer"),
    },
  };
}

/** For each group of the viewer: the open ballot and whether she has voted, and the latest reading. */
export async function desk(viewer: Viewer) {
  const rows = await db.membership.findMany({
    where: { personId: viewer.id },
    select: {
      role: true,
      group: {
        select: {
          slug: true,
          name: true,
          ballots: {
            where: { closedAt: null },
            select: {
              id: true,
              closesAt: true,
              votes: { where: { personId: viewer.id }, select: { changedAt: true } },
            },
            take: 1,
          },
          readings: {
            select: { paper: PAPER, meeting: { select: { startsAt: true, place: true } } },
            orderBy: { chosenAt: "desc" },
            take: 1,
          },
        },
      },
    },
    orderBy: { joinedAt: "asc" },
    take: MOST,
  });
  return rows.map(
    ({
      role,
      group: {
        slug,
        name,
        ballots: [open],
        readings: [reading],
      },
    }) => ({
      slug,
      name,
      role,
      open: open ? { id: open.id, closesAt: open.closesAt, voted: open.votes.length > 0 } : null,
      reading: reading ?? null,
    }),
  );
}

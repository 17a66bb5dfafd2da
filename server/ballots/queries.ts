import "server-only";
import type { z } from "zod";
import { atLeast, type GroupScope } from "@/server/groups/policy";
import type { idsInput } from "@/server/papers/schema";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { cutToFit } from "@/server/platform/page-texts";
import { mayWithdraw } from "./policy";
import { stageOf } from "./rules";
import { POOL_MAX } from "./schema";

export const PAPER = { select: { id: true, slug: true, title: true, authors: true } } as const;
/** Authors that are named. */
const NAMED = 4;

/** Bytes that titles, names and pitches of a list have on their way to the browser. Titles stand there six times. */
const TITLES = 100_000;
const NAMES = 100_000;
const PITCHES = 400_000;
/** Characters that are left of what has no room. */
const BEGINNING = 30;

/** A paper by its first authors: some have hundreds. */
export function brief<Paper extends { authors: string[] }>({ authors, ...paper }: Paper) {
  return { ...paper, authors: authors.slice(0, NAMED), authorCount: authors.length };
}

/** The same of all papers of a list, whose titles and names have a bound together. */
export function briefAll<Paper extends { title: string; authors: string[] }>(
  papers: readonly Paper[],
) {
  const all = papers.map(brief);
  const titles = cutToFit(
    all.map(({ title }) => title),
    TITLES,
    BEGINNING,
  );
  const names = cutToFit(
    all.flatMap(({ authors }) => authors),
    NAMES,
    BEGINNING,
  );
  return all.map((paper, at) => {
    const authors = names.splice(0, paper.authors.length);
    return { ...paper, authors, title: titles[at] ?? paper.title };
  });
}

export const PERSON = { select: { handle: true, name: true } } as const;
const LIVE = { withdrawnAt: null, chosenAt: null } as const;
/** Opened, and neither closed nor cancelled. */
export const OPEN = { openedAt: { not: null }, closedAt: null, cancelledAt: null } as const;
/** Most ballots that one page lists, and most groups of a person. */
const MOST = 100;
/** Readings: ten years of weeks. */
const MOST_READINGS = 500;
/** Latest readings of a group among which the next one is looked for. */
const LATEST = 20;
/** The nil id is nobody's. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The pitches of a list, which have a bound together. */
export function fittingPitches(nominations: readonly { pitch: string }[]): string[] {
  return cutToFit(
    nominations.map(({ pitch }) => pitch),
    PITCHES,
    BEGINNING,
  );
}

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
      candidates: {
        where: { OR: [{ ballot: OPEN }, { place: { not: null } }] },
        select: { place: true },
      },
      offers: { select: { personId: true, person: PERSON }, orderBy: { createdAt: "asc" } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: POOL_MAX,
  });
  const papers = briefAll(rows.map(({ paper }) => paper));
  const pitches = fittingPitches(rows);
  return rows.map(({ nominatedById, candidates, offers, paper, ...row }, at) => {
    const standing = candidates.some(({ place }) => place === null);
    return {
      ...row,
      pitch: pitches[at] ?? row.pitch,
      paper: papers[at] ?? brief(paper),
      standing,
      /** The places it came in at in earlier ballots, best first. */
      places: candidates
        .flatMap(({ place }) => (place === null ? [] : [place]))
        .toSorted((a, b) => a - b),
      offers: offers.map(({ person }) => person),
      offered: offers.some(({ personId }) => personId === scope.viewer?.id),
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

/**
 * Which of these papers the viewer's own groups have read. Of groups that she is no member of, not even
 * the open ones, nothing is said.
 */
export async function readByGroups(viewer: Viewer, { paperIds }: z.output<typeof idsInput>) {
  const rows = await db.reading.findMany({
    where: {
      paperId: { in: paperIds },
      group: { memberships: { some: { personId: viewer.id } } },
    },
    select: { paperId: true, group: { select: { slug: true, name: true } } },
    distinct: ["paperId", "groupId"],
    orderBy: [{ group: { name: "asc" } }, { groupId: "asc" }],
  });
  return paperIds.flatMap((paperId) => {
    const groups = rows.filter((row) => row.paperId === paperId).map(({ group }) => group);
    return groups.length > 0 ? [{ paperId, groups }] : [];
  });
}

/** What the group decides now, and what it chose last. */
export async function overview(scope: GroupScope) {
  const groupId = scope.group.id;
  const [open, latest, waiting] = await Promise.all([
    db.ballot.findFirst({
      where: { groupId, ...OPEN },
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
      meeting: { select: { startsAt: true, place: true, cancelledAt: true } },
    },
    orderBy: [{ chosenAt: "desc" }, { id: "desc" }],
    take: most,
  });
  // Where the group meets, perhaps at somebody's home or behind a link, its members know. A meeting
  // that was cancelled is none.
  const papers = briefAll(rows.map(({ paper }) => paper));
  return rows.map(({ meeting, paper, ...row }, at) => ({
    ...row,
    paper: papers[at] ?? brief(paper),
    meeting:
      meeting && !meeting.cancelledAt
        ? { startsAt: meeting.startsAt, place: scope.role ? meeting.place : "" }
        : null,
  }));
}

/** The ballots of a group: the open one, drafts for organizers, then the others, newest first. */
export async function ballots(scope: GroupScope) {
  const drafts = atLeast(scope.role, "organizer");
  const rows = await db.ballot.findMany({
    where: { groupId: scope.group.id, ...(drafts ? {} : { openedAt: { not: null } }) },
    select: {
      id: true,
      rule: true,
      opensAt: true,
      openedAt: true,
      closesAt: true,
      closedAt: true,
      cancelledAt: true,
      outcome: true,
      _count: { select: { candidates: true, votes: true } },
      votes: { where: { personId: scope.viewer?.id ?? NOBODY }, select: { personId: true } },
      reading: { select: { paper: { select: { slug: true, title: true } } } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MOST,
  });
  const listed = rows.map(({ _count, votes, reading, ...ballot }) => ({
    ...ballot,
    stage: stageOf(ballot),
    candidates: _count.candidates,
    votes: _count.votes,
    voted: votes.length > 0,
    chosen: reading?.paper ?? null,
  }));
  const first = { open: 0, draft: 1, closed: 2, cancelled: 2 };
  return listed.toSorted((a, b) => first[a.stage] - first[b.stage]);
}

import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { OPEN } from "./queries";
import { nextReading } from "./rules";

/** Most groups of a person. */
const MOST = 100;
/** Latest readings of a group among which the next one is looked for. */
const LATEST = 20;

interface LatestReading {
  groupId: string;
  id: string;
  slug: string;
  title: string;
  startsAt: Date | null;
  place: string | null;
}

/**
 * For each group of the viewer: the open ballot and whether she has voted, and what is read next. Groups
 * that wait for her vote come first, the one that closes soonest on top.
 */
export async function desk(viewer: Viewer) {
  const memberships = await db.membership.findMany({
    where: { personId: viewer.id },
    select: {
      groupId: true,
      role: true,
      group: {
        select: {
          slug: true,
          name: true,
          ballots: {
            where: OPEN,
            select: {
              id: true,
              closesAt: true,
              _count: { select: { candidates: true } },
              votes: { where: { personId: viewer.id }, select: { personId: true } },
            },
          },
        },
      },
    },
    orderBy: [{ joinedAt: "asc" }, { groupId: "asc" }],
    take: MOST,
  });
  const latest = await db.$queryRaw<LatestReading[]>`
    SELECT g.id AS "groupId", r.id, r.slug, r.title, r."startsAt", r.place
    FROM unnest(${memberships.map(({ groupId }) => groupId)}::uuid[]) AS g(id)
    CROSS JOIN LATERAL (
      SELECT r.id, r."chosenAt", p.slug, p.title, m."startsAt", m.place FROM "Reading" r
      JOIN "Paper" p ON p.id = r."paperId"
      LEFT JOIN "Meeting" m ON m."readingId" = r.id AND m."cancelledAt" IS NULL
      WHERE r."groupId" = g.id ORDER BY r."chosenAt" DESC, r.id DESC LIMIT ${LATEST}
    ) r ORDER BY r."chosenAt" DESC, r.id DESC`;
  const at = now();
  const rows = memberships.map(({ groupId, role, group: { slug, name, ballots } }) => {
    const [open] = ballots;
    const own = latest
      .filter((reading) => reading.groupId === groupId)
      .map(({ id, slug, title, startsAt, place }) => {
        const meeting = startsAt && { startsAt, place: place ?? "" };
        return { id, paper: { slug, title }, meeting };
      });
    return {
      slug,
      name,
      role,
      open: open
        ? {
            id: open.id,
            closesAt: open.closesAt,
            candidates: open._count.candidates,
            voted: open.votes.length > 0,
          }
        : null,
      next: nextReading(own, at),
    };
  });
  return rows.toSorted((a, b) => urgency(a.open, at) - urgency(b.open, at));
}

/** When a vote has to be there by; never where none is missing. */
function urgency(open: { closesAt: Date; voted: boolean } | null, at: Date): number {
  return open && !open.voted && open.closesAt > at
    ? open.closesAt.getTime()
    : Number.MAX_SAFE_INTEGER;
}

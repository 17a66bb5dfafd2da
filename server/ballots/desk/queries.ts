import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { countByBallot } from "../queries";
import { OPEN } from "../sql";

/** Most groups of a person. */
const MOST = 100;

/**
 * For each group of the viewer: the open ballot and whether she has voted. Groups that wait for her vote
 * come first, the one that closes soonest on top.
 */
export async function loadDesk(viewer: Viewer) {
  const memberships = await db.membership.findMany({
    where: { personId: viewer.id },
    select: {
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
            },
          },
        },
      },
    },
    orderBy: [{ joinedAt: "asc" }, { groupId: "asc" }],
    take: MOST,
  });
  const countOf = await countByBallot(
    memberships.flatMap(({ group }) => group.ballots.map(({ id }) => id)),
    viewer,
  );
  const at = now();
  const rows = memberships.map(({ role, group: { slug, name, ballots } }) => {
    const [open] = ballots;
    return {
      slug,
      name,
      role,
      open: open ? { ...open, ...asked(countOf(open.id)) } : null,
    };
  });
  return rows.toSorted((a, b) => urgency(a.open, at) - urgency(b.open, at));
}

/** What the desk tells of a ballot: not how many have voted. */
function asked({ candidates, voted }: { candidates: number; voted: boolean }) {
  return { candidates, voted };
}

/** When a vote has to be there by; never where none is missing. */
function urgency(open: { closesAt: Date; voted: boolean } | null, at: Date): number {
  return open && !open.voted && open.closesAt > at
    ? open.closesAt.getTime()
    : Number.MAX_SAFE_INTEGER;
}

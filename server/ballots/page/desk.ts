// The ballots that wait for a person's vote, in all their groups.
import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { OPEN } from "../sql";
import { countByBallot } from "../votes/queries";

/** Most groups of a person to load. */
const MOST = 100;

/**
 * Loads each of the viewer's groups with its open ballot. Ballots that wait for the viewer's vote come
 * first, the one that closes soonest on top.
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

/** The counts that the desk shows: not how many have voted. */
function asked({ candidates, voted }: { candidates: number; voted: boolean }) {
  return { candidates, voted };
}

/** The closing time of a ballot that waits for the viewer's vote; the end of time for others. */
function urgency(open: { closesAt: Date; voted: boolean } | null, at: Date): number {
  return open && !open.voted && open.closesAt > at
    ? open.closesAt.getTime()
    : Number.MAX_SAFE_INTEGER;
}

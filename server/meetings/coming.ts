import "server-only";
import { brief, PAPER } from "@/server/ballots/queries";
import type { GroupScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { asSeen, LINE } from "./queries";
import { nextUp } from "./rules";

/** Latest readings of a group among which the next one is looked for. */
const LATEST = 20;
/** Most groups of a person. */
const GROUPS = 100;

const UP = {
  id: true,
  ballotId: true,
  paper: PAPER,
  meeting: { select: LINE },
} as const;

/** What the group reads next, and the meeting about it. */
export async function next(scope: GroupScope) {
  const rows = await db.reading.findMany({
    where: { groupId: scope.group.id },
    select: UP,
    orderBy: [{ chosenAt: "desc" }, { id: "desc" }],
    take: LATEST,
  });
  const found = nextUp(rows, now());
  if (!found) return null;
  const { meeting, paper, ...reading } = found;
  return { ...reading, paper: brief(paper), meeting: meeting && asSeen(scope, meeting) };
}

/** For each of the viewer's groups what it reads next, by the group's address, with her answer. */
export async function desk(viewer: Viewer) {
  const memberships = await db.membership.findMany({
    where: { personId: viewer.id },
    select: {
      group: {
        select: {
          slug: true,
          readings: {
            select: {
              ...UP,
              meeting: {
                select: {
                  ...LINE,
                  rsvps: { where: { personId: viewer.id }, select: { answer: true } },
                },
              },
            },
            orderBy: [{ chosenAt: "desc" }, { id: "desc" }],
            take: LATEST,
          },
        },
      },
    },
    orderBy: [{ joinedAt: "asc" }, { groupId: "asc" }],
    take: GROUPS,
  });
  const at = now();
  return Object.fromEntries(
    memberships.map(({ group }) => {
      const found = nextUp(group.readings, at);
      if (!found) return [group.slug, null];
      const { meeting, paper, ...reading } = found;
      const { rsvps = [], ...rest } = meeting ?? {};
      return [
        group.slug,
        {
          ...reading,
          paper: brief(paper),
          meeting: meeting && {
            ...(rest as Omit<typeof meeting, "rsvps">),
            answer: rsvps[0]?.answer ?? null,
            presenting: meeting.presenter?.handle === viewer.handle,
          },
        },
      ];
    }),
  );
}

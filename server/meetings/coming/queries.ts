import "server-only";
import type { GroupScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import { profileTopic, type Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { noteShown } from "@/server/platform/web/finished/shown";
import { hidePlace, LINE } from "../queries";
import { findNextUp, type MeetingState } from "../rules";

/** Latest readings of a group that are searched for the next one. */
const LATEST = 20;
/** The most groups of a person on their desk. */
const GROUPS = 100;

const UP = { id: true, ballotId: true, paperId: true } as const;

/** Finds the next reading of each group by `nextUp`, among the latest ones. */
async function nextOf(groupIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<
    ({ id: string; groupId: string; meetingId: string | null } & MeetingState)[]
  >`
    SELECT r.id, g.id AS "groupId", m.id AS "meetingId", m."startsAt", m.minutes, m."cancelledAt"
    FROM unnest(${[...groupIds]}::uuid[]) AS g(id)
    CROSS JOIN LATERAL (SELECT r.id, r."chosenAt" FROM "Reading" r WHERE r."groupId" = g.id
      ORDER BY r."chosenAt" DESC, r.id DESC LIMIT ${LATEST}) r
    LEFT JOIN "Meeting" m ON m."readingId" = r.id ORDER BY r."chosenAt" DESC, r.id DESC`;
  const at = now();
  const latest = new Map<string, { id: string; meeting: MeetingState | null }[]>();
  for (const { id, groupId, meetingId, ...meeting } of rows) {
    const reading = { id, meeting: meetingId ? meeting : null };
    latest.set(groupId, [...(latest.get(groupId) ?? []), reading]);
  }
  return new Map(
    [...latest].flatMap(([groupId, readings]) => {
      const found = findNextUp(readings, at);
      return found ? [[groupId, found.id]] : [];
    }),
  );
}

/** Finds the group's next reading and its meeting. */
export async function findNextReading(scope: GroupScope) {
  const id = (await nextOf([scope.group.id])).get(scope.group.id);
  if (!id) return null;
  const found = await db.reading.findUniqueOrThrow({
    where: { id },
    select: { ...UP, meeting: { select: { ...LINE, presenterId: true } } },
  });
  const { meeting, paperId, ...reading } = found;
  const paperOf = await briefPapers([paperId]);
  const shown = { ...reading, paper: paperOf(paperId) };
  if (!meeting) return { ...shown, meeting };
  const { presenterId, ...line } = meeting;
  if (presenterId) noteShown(profileTopic(presenterId));
  return { ...shown, meeting: hidePlace(scope, line) };
}

/** Finds the next reading of each of the viewer's groups, by slug, with the viewer's RSVP. */
export async function listNextReadings(viewer: Viewer) {
  const memberships = await db.membership.findMany({
    where: { personId: viewer.id },
    select: { group: { select: { id: true, slug: true } } },
    orderBy: [{ joinedAt: "asc" }, { groupId: "asc" }],
    take: GROUPS,
  });
  const nextIds = await nextOf(memberships.map(({ group }) => group.id));
  const rows = await db.reading.findMany({
    where: { id: { in: [...nextIds.values()] } },
    select: {
      ...UP,
      groupId: true,
      meeting: {
        select: {
          id: true,
          startsAt: true,
          minutes: true,
          place: true,
          cancelledAt: true,
          presenter: { select: { handle: true } },
          rsvps: { where: { personId: viewer.id }, select: { answer: true } },
        },
      },
    },
  });
  const paperOf = await briefPapers(rows.map(({ paperId }) => paperId));
  const byGroup = new Map(rows.map((row) => [row.groupId, row]));
  return Object.fromEntries(
    memberships.map(({ group }) => {
      const found = byGroup.get(group.id);
      if (!found) return [group.slug, null];
      const { meeting, paperId, groupId: _, ...reading } = found;
      return [
        group.slug,
        { ...reading, paper: paperOf(paperId), meeting: meeting && asMine(viewer, meeting) },
      ];
    }),
  );
}

/** A meeting with the viewer's own RSVP and presentation. */
function asMine<Row extends { rsvps: { answer: string }[]; presenter: { handle: string } | null }>(
  viewer: Viewer,
  { rsvps, presenter, ...meeting }: Row,
) {
  return {
    ...meeting,
    answer: (rsvps[0]?.answer ?? null) as Row["rsvps"][number]["answer"] | null,
    presenting: presenter?.handle === viewer.handle,
  };
}

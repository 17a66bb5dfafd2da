import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { GROUP } from "@/server/groups/select";
import { titleInSigns } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Prisma } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { meetingPath } from "@/server/platform/web/addresses";
import type { CalendarEntry } from "./calendar";

/** Milliseconds that a feed reaches back. */
const BACK_MS = 366 * 24 * 3600 * 1000;
/** Meetings and bytes of a feed, because some calendars refuse files above one megabyte. The next meetings go first. */
const MOST = 1000;
/** Meetings read at a time, and written at a time: a few milliseconds each. */
const READ_AT_A_TIME = 200;

/** Lists the groups for which the viewer has a live feed, and tells whether there is one for all groups. */
export async function listMyFeeds(viewer: Viewer) {
  const rows = await db.calendarFeed.findMany({
    where: { personId: viewer.id, revokedAt: null },
    select: {
      id: true,
      createdAt: true,
      membership: { select: { group: GROUP } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ membership, ...feed }) => ({ ...feed, group: membership?.group ?? null }));
}

/** Finds the viewer's live feed of this group. */
export function findGroupFeed(scope: MemberScope) {
  return db.calendarFeed.findFirst({
    where: { personId: scope.viewer.id, groupId: scope.group.id, revokedAt: null },
    select: { id: true, createdAt: true },
  });
}

/** Reads future meetings, the next one first, and then those of the last year, the latest first, in batches. */
export async function* readMeetingsInReach(
  groupIds: string[],
): AsyncGenerator<CalendarEntry[], void, void> {
  const at = now();
  const groupId = { in: groupIds };
  const reaches = [
    { startsAt: { gte: at }, order: "asc" },
    { startsAt: { lt: at, gt: new Date(at.getTime() - BACK_MS) }, order: "desc" },
  ] as const;
  let left = MOST;
  for (const { startsAt, order } of reaches) {
    for (let last: CalendarEntry | undefined, more = true; more && left > 0; ) {
      const take = Math.min(READ_AT_A_TIME, left);
      const beyond = order === "asc" ? "gt" : "lt";
      const after = last && {
        OR: [
          { startsAt: { [beyond]: last.startsAt } },
          { startsAt: last.startsAt, id: { gt: last.id } },
        ],
      };
      const where = { AND: [{ groupId, startsAt }, after ?? {}] };
      const page = await entries(where, true, { order, take });
      yield page;
      left -= page.length;
      more = page.length === take;
      last = page.at(-1);
    }
  }
}

export async function entries(
  where: Prisma.MeetingWhereInput,
  member: boolean,
  { order, take }: { order: "asc" | "desc"; take: number },
): Promise<CalendarEntry[]> {
  const rows = await db.meeting.findMany({
    where,
    select: {
      id: true,
      startsAt: true,
      minutes: true,
      sequence: true,
      place: true,
      link: true,
      createdAt: true,
      changedAt: true,
      cancelledAt: true,
      group: { select: { slug: true, name: true, timeZone: true } },
      presenter: { select: { name: true } },
      reading: { select: { paper: { select: { title: true } } } },
    },
    orderBy: [{ startsAt: order }, { id: "asc" }],
    take,
  });
  return rows.map(({ group, presenter, reading, cancelledAt, place, link, ...row }) => ({
    ...row,
    group: group.name,
    timeZone: group.timeZone,
    title: titleInSigns(reading.paper.title),
    cancelled: cancelledAt !== null,
    presenter: presenter?.name ?? null,
    ...(member ? { place, link } : { place: "", link: "" }),
    url: `${env().SITE_URL}${meetingPath(group.slug, row.id)}`,
  }));
}

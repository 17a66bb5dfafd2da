// Writes the plan of presenters as a table and as a calendar.
import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { writeTable } from "@/server/platform/text/csv";
import { wallClockOf } from "@/server/platform/time/local-time";
import { meetingPath, presentersPath } from "@/server/platform/web/addresses";
import { type CalendarEntry, calendarOf } from "../feeds/calendar";
import { readPresenterPlan } from "./queries";

/** Downloads from one network address. */
const FILES: Limit = { name: "presenter-files", points: 300, perSeconds: 3600 };

/** Writes who presents what and when as a file for a member. @throws Refusal TOO_MANY */
export async function presentersFile(
  scope: MemberScope,
  format: "csv" | "ics",
  ip: string,
): Promise<string> {
  await spend(FILES, ip);
  const plan = await readPresenterPlan(scope);
  return format === "csv" ? tableOf(scope, plan) : await calendar(scope, plan);
}

type Plan = Awaited<ReturnType<typeof readPresenterPlan>>;

const COLUMNS = ["date", "time", "zone", "minutes", "presenter", "paper", "state", "page"] as const;

function tableOf({ group }: MemberScope, { times }: Plan): string {
  const rows = times.map(({ meetingId, startsAt, minutes, presenter, paper }) => {
    const { date, time } = wallClockOf(startsAt, group.timeZone);
    return {
      ...{ date, time, zone: group.timeZone, minutes },
      presenter: presenter?.name ?? "",
      paper: paper?.title ?? "",
      state: meetingId ? "planned" : "by rotation",
      page: pageOf(group.slug, meetingId),
    };
  });
  if (rows.length > 0) return writeTable(rows);
  return COLUMNS.map((name) => `"${name}"`).join(",");
}

function pageOf(group: string, meetingId: string | null): string {
  return env().SITE_URL + (meetingId ? meetingPath(group, meetingId) : presentersPath(group));
}

/** Planned meetings as they are in every calendar, and turns by rotation as tentative ones. */
async function calendar({ group }: MemberScope, { times }: Plan): Promise<string> {
  const ids = times.flatMap(({ meetingId }) => meetingId ?? []);
  const rows = await db.meeting.findMany({
    where: { id: { in: ids } },
    select: { id: true, sequence: true, createdAt: true, changedAt: true, place: true, link: true },
  });
  const made = new Map(rows.map((row) => [row.id, row]));
  const slot = await db.meetingSlot.findUnique({ where: { groupId: group.id } });
  const entries = times.map(({ meetingId, startsAt, minutes, presenter, paper }): CalendarEntry => {
    const meeting = made.get(meetingId ?? "");
    const changedAt = meeting?.changedAt ?? slot?.changedAt ?? startsAt;
    return {
      ...{ id: meetingId ?? `turn-${+startsAt}-${group.slug}`, group: group.name },
      title: paper?.title ?? "paper not chosen yet",
      ...{ startsAt, minutes, timeZone: group.timeZone, cancelled: false },
      tentative: meetingId === null,
      ...{
        sequence: meeting?.sequence ?? 0,
        createdAt: meeting?.createdAt ?? changedAt,
        changedAt,
      },
      presenter: presenter?.name ?? null,
      ...{ place: (meeting ?? slot)?.place ?? "", link: (meeting ?? slot)?.link ?? "" },
      url: pageOf(group.slug, meetingId),
    };
  });
  return calendarOf(`${group.name}: presenters`, entries);
}

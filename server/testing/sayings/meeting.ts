import type { MemberScope, Visibility } from "@/server/groups/policy";
import { planMeeting, setSlot } from "@/server/meetings/commands";
import { db } from "@/server/platform/database/db";
import { instantOf } from "@/server/platform/time/local-time";
import { HOUR, papersOf, withPool } from "../database/choosing";

export const PLACE = "At Ada's, third floor";
export const LINK = "https://video.example.org/r/secret-room";

/** Thursdays at 17:00 in Berlin, where the groups of the tests are. */
export const THURSDAYS = {
  fromDay: "2026-01-01",
  everyWeeks: 1,
  weekday: 4,
  time: "17:00",
  minutes: 90,
  place: PLACE,
  link: LINK,
  rotates: false,
};

/** A group with members and a meeting tomorrow, planned by hand, about a paper of no pool. */
export async function withMeeting(
  choices: { members?: number; visibility?: Visibility; rotates?: boolean } = {},
) {
  const world = await withPool(["Waiting"], choices);
  const { organizer, slug } = world;
  if (choices.rotates !== undefined)
    await setSlot(organizer, { ...THURSDAYS, rotates: choices.rotates });
  const [paper] = await papersOf([`Talked about in ${slug}`]);
  const startsAt = new Date(Date.now() + 24 * HOUR);
  startsAt.setUTCSeconds(0, 0);
  const paperId = paper?.id as string;
  const when = { startsAt, minutes: 60, place: PLACE, link: LINK };
  const { id: meetingId } = await planMeeting(organizer, { paperId, ...when });
  return { ...world, meetingId, startsAt, paper: paper as { id: string; slug: string } };
}

/** The meeting as it stands in the database. */
export function meetingRow(id: string) {
  return db.meeting.findUniqueOrThrow({ where: { id } });
}

/** The first Thursday, 17:00 in Berlin, on or after an instant. */
export function thursdayAfter(instant: Date): Date {
  for (let at = new Date(instant); ; at = new Date(at.getTime() + 864e5)) {
    const date = at.toISOString().slice(0, 10);
    const found = instantOf({ date, time: "17:00" }, "Europe/Berlin");
    if (new Date(date).getUTCDay() === 4 && found >= instant) return found;
  }
}

/** The only member besides the owner, or the one at a place. */
export function memberAt(others: MemberScope[], place = 0): MemberScope {
  return others[place] as MemberScope;
}

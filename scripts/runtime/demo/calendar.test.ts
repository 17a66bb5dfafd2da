import { expect, it } from "vitest";
import { ALIGNMENT_NOTES } from "@/prisma/demo/groups/alignment-notes";
import { COLLECTIVE_CHOICE } from "@/prisma/demo/groups/collective-choice";
import { SYSTEMS_THURSDAY } from "@/prisma/demo/groups/systems-thursday";
import { type DemoGroup, meeting, today } from "@/prisma/demo/story";
import { size } from "@/server/testing/tier";
import { calendarOf } from "./calendar";

const HOUR_MS = 3_600_000;
/** Hours from one tested start to the next. The long step meets each weekday, the short one each hour of the week. */
const STEP = size(149, 17);
/** A whole year, in which clocks change twice. */
const STARTS = Array.from(
  { length: (365 * 24) / STEP },
  (_, place) => new Date(Date.UTC(2026, 0, 1) + place * STEP * HOUR_MS),
);

it("counts days in the group's zone, and puts the next meeting three to nine days ahead", () => {
  // In Shanghai it is already Wednesday the 25th, which is too soon for a meeting on a Wednesday.
  const on = calendarOf(new Date("2026-11-24T20:00:00Z"), "Asia/Shanghai", 3);
  expect(on(today(0, "08:00")).toISOString()).toBe("2026-11-25T00:00:00.000Z");
  expect(on(meeting(0, "20:00")).toISOString()).toBe("2026-12-02T12:00:00.000Z");
  // The local time is the same before and after a clock change, because days are counted and not hours.
  const london = calendarOf(new Date("2026-10-20T12:00:00Z"), "Europe/London", 2);
  expect(london(meeting(-14, "15:30")).toISOString()).toBe("2026-10-13T14:30:00.000Z");
  expect(london(meeting(0, "15:30")).toISOString()).toBe("2026-10-27T15:30:00.000Z");
});

it.each([SYSTEMS_THURSDAY, COLLECTIVE_CHOICE, ALIGNMENT_NOTES])(
  "tells a consistent story whenever the site is first started: $name",
  (story) => {
    for (const start of STARTS) expect(misfits(story, start), start.toISOString()).toEqual([]);
  },
);

/** Finds times in the future, or before the time of their cause. */
function misfits(story: DemoGroup, now: Date): string[] {
  const on = calendarOf(now, story.timeZone, story.weekday);
  const wrong: string[] = [];
  const inOrder = (what: string, ...instants: Date[]) => {
    if (instants.some((instant, place) => place > 0 && instant <= (instants[place - 1] as Date)))
      wrong.push(what);
  };
  const joined = new Map([[story.owner, on(story.founded)]]);
  for (const member of story.members) {
    joined.set(member.handle, on(member.joined));
    inOrder(`${member.handle} joins`, on(story.founded), on(member.joined), now);
  }
  for (const { handle, at } of story.asking)
    inOrder(`${handle} asks`, on(story.founded), on(at), now);
  const nominated = new Map(story.nominations.map(({ paper, at }) => [paper, on(at)]));
  for (const { paper, by, at, withdrawn } of story.nominations) {
    inOrder(
      `nomination of ${paper}`,
      joined.get(by) as Date,
      on(at),
      withdrawn ? on(withdrawn) : now,
    );
  }
  let ended = on(story.founded);
  story.ballots.forEach((ballot, place) => {
    const what = `ballot ${place}`;
    const closes = on(ballot.closes);
    const ends = ballot.closedEarly ? on(ballot.closedEarly) : closes;
    inOrder(what, ended, on(ballot.opened), ends);
    for (const paper of ballot.candidates)
      inOrder(`${what}: ${paper}`, nominated.get(paper) as Date, on(ballot.opened));
    for (const handle of Object.keys(ballot.votes) as (keyof typeof ballot.votes)[])
      inOrder(`${what}: ${handle}`, joined.get(handle) as Date, on(ballot.opened));
    if (ballot.meeting) inOrder(`${what}: meeting`, ends, on(ballot.meeting.at));
    inOrder(`${what}: now`, on(ballot.opened), now);
    // Only the last ballot may be open; then it has no meeting and closes in more than a day.
    const open = ends > now;
    if (open && (place < story.ballots.length - 1 || ballot.meeting)) wrong.push(`${what} is open`);
    if (open) inOrder(`${what}: closes`, new Date(now.getTime() + 24 * HOUR_MS), ends);
    ended = ends;
  });
  return wrong;
}

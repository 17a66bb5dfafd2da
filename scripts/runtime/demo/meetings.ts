import { Temporal } from "temporal-polyfill";
import type { Handle } from "@/prisma/demo/cast";
import type { DemoGroup, DemoMeeting } from "@/prisma/demo/story";
import type { MemberScope } from "@/server/groups/policy";
import { addLink, saveRsvp } from "@/server/meetings/attendance/commands";
import { scheduleMeeting } from "@/server/meetings/commands";
import { planReading } from "@/server/meetings/planning/commands";
import { setPresenter } from "@/server/meetings/presenters/commands";
import { addLinkInput, meetingInput, saveTextInput, slotInput } from "@/server/meetings/schema";
import { setSlot } from "@/server/meetings/slot/commands";
import { saveText } from "@/server/meetings/texts/commands";
import { setClock } from "@/server/platform/clock";
import type { calendarOf } from "./calendar";

const HOUR_MS = 3600 * 1000;

/** Sets the group's regular meeting time; its weeks are counted so that they include the next meeting. */
export async function addSlot(story: DemoGroup, owner: MemberScope, founded: Date): Promise<void> {
  const { slot, weekday, timeZone } = story;
  const day = Temporal.Instant.fromEpochMilliseconds(founded.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  await setSlot(owner, slotInput.parse({ ...slot, weekday, fromDay: day.toString() }));
}

interface Stage {
  as(handle: Handle): Promise<MemberScope>;
  on: ReturnType<typeof calendarOf>;
  now: Date;
  /** The person who planned the meeting, and when its paper was chosen. */
  by: MemberScope;
  chosen: Date;
}

/** Plans the meeting of a reading, and tells the rest of its story, each step at its time. */
export async function addMeeting(
  readingId: string,
  story: DemoMeeting | undefined,
  { as, on, now, by, chosen }: Stage,
): Promise<void> {
  // The meeting has the group's regular time, as the queue would have planned it.
  if (!story) return planReading(readingId);
  const startsAt = on(story.at);
  const { minutes, place, link, presenter, rsvps, agenda, notes, links } = story;
  const input = meetingInput.parse({ readingId, startsAt, minutes, place, link });
  const { id: meetingId } = await scheduleMeeting(by, input);
  const { handle } = (await as(presenter)).viewer;
  await setPresenter(by, { meetingId, handle });
  // All steps lie between the choice and the meeting, or now. The agenda comes before the RSVPs.
  const until = Math.min(startsAt.getTime(), now.getTime());
  const at = (part: number) => new Date(chosen.getTime() + part * (until - chosen.getTime()));
  setClock(at(0.2));
  const text = { meetingId, basedOn: 0 } as const;
  if (agenda) {
    const input = saveTextInput.parse({ ...text, kind: "agenda", body: agenda.body });
    await saveText(await as(agenda.by), input);
  }
  const answers = Object.entries(rsvps) as [Handle, "yes" | "maybe" | "no"][];
  for (const [place, [who, answer]] of answers.entries()) {
    setClock(at(0.3 + (0.6 * place) / answers.length));
    await saveRsvp(await as(who), { meetingId, answer });
  }
  setClock(at(0.95));
  for (const { by: who, title, url } of links) {
    await addLink(await as(who), addLinkInput.parse({ meetingId, title, url }));
  }
  for (const [version, { by: who, body }] of notes.entries()) {
    setClock(new Date(startsAt.getTime() + (2 + 9 * version) * HOUR_MS));
    const input = { ...text, kind: "notes", body, basedOn: version };
    await saveText(await as(who), saveTextInput.parse(input));
  }
}

import { z } from "zod";
import { momentIn } from "@/server/ballots/schema";
import { line } from "@/server/platform/text";

export const PLACE_MAX = 200;
export const meetingInput = z.object({
  readingId: z.uuid(),
  startsAt: z.coerce.date(),
  place: line(PLACE_MAX, "The place").default(""),
});

/** The form of a meeting: the procedure's input, with the time on the group's clocks. */
export function meetingForm(timeZone: string) {
  return meetingInput.extend({ startsAt: momentIn(timeZone) });
}

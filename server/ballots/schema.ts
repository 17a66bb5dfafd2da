import { z } from "zod";
import { prose } from "@/server/platform/text";
import { instantOf } from "./rules";

export const PITCH_MAX = 1000;
/** Nominations that wait in a group at one time: some years of reading, and one page. */
export const POOL_MAX = 200;
/** More than anybody compares. */
export const CANDIDATES_MAX = 50;

export const nominateInput = z.object({
  paperId: z.uuid(),
  pitch: prose(PITCH_MAX, "The pitch").default(""),
});
/** The form that nominates: the procedure's input with the group that the viewer chose. */
export const nominateForm = nominateInput.extend({ group: z.string().min(1, "Choose a group.") });
export const nominationInput = z.object({ nominationId: z.uuid() });
export const paperInput = z.object({ paperId: z.uuid() });
export const openInput = z.object({
  closesAt: z.coerce.date(),
  nominationIds: z
    .array(z.uuid())
    .min(1, "Choose at least one nomination.")
    .max(CANDIDATES_MAX, `At most ${CANDIDATES_MAX} candidates.`),
});
export const ballotInput = z.object({ ballotId: z.uuid() });
export const voteInput = ballotInput.extend({ approvals: z.array(z.uuid()).max(CANDIDATES_MAX) });

/** A date and time as a form has them, read as the clocks of a time zone. */
export function momentIn(timeZone: string) {
  return z
    .object({
      date: z.iso.date("Choose a date."),
      time: z.iso.time({ precision: -1, error: "Choose a time." }),
    })
    .transform((wallClock) => instantOf(wallClock, timeZone));
}

/** The form that opens a ballot: the procedure's input, with the closing time on the group's clocks. */
export function openForm(timeZone: string) {
  return openInput.extend({ closesAt: momentIn(timeZone) });
}

export const CLOSE_BALLOT = { name: "ballots.close", payload: z.object({ ballotId: z.uuid() }) };
export const SWEEP = { name: "ballots.sweep", payload: z.unknown() };
/** A ballot's winner became a reading; later nouns hear of it. */
export const READING_CHOSEN = {
  name: "ballots.readingChosen",
  payload: z.object({ readingId: z.uuid() }),
};

import { z } from "zod";
import { momentIn } from "@/server/ballots/schema";
import { planInput } from "../schema";

export const DATES_MIN = 2;
/** More rows than that nobody answers on a phone. */
export const DATES_MAX = 20;
/** The choices for how long a poll waits, in days; 0 waits for everybody. */
export const WAITS = [0, 1, 2, 3, 7, 14] as const;

const TOO_FEW = `Propose at least ${DATES_MIN} times.`;
const TOO_MANY = `Propose at most ${DATES_MAX} times.`;
const TWICE = "Propose each time once.";

function isEachOnce(dates: readonly Date[]): boolean {
  return new Set(dates.map(Number)).size === dates.length;
}

const choices = {
  ...planInput.pick({ minutes: true, place: true, link: true }).shape,
  days: z.coerce.number().int().min(0).max(60),
};
/** A poll about a chosen reading, or about any paper of the catalogue. */
export const openPollInput = z
  .object({
    readingId: z.uuid().nullable().default(null),
    paperId: z.uuid().nullable().default(null),
    dates: z
      .array(z.coerce.date())
      .min(DATES_MIN, TOO_FEW)
      .max(DATES_MAX, TOO_MANY)
      .refine(isEachOnce, TWICE),
    ...choices,
  })
  .refine(({ readingId, paperId }) => (readingId === null) !== (paperId === null), {
    message: "Choose a paper.",
    path: ["paperId"],
  });

/** The form of a poll, with times in the group's time zone. */
export function pollForm(timeZone: string) {
  const dates = z.array(momentIn(timeZone)).min(DATES_MIN, TOO_FEW).max(DATES_MAX, TOO_MANY);
  return z.object({ dates: dates.refine(isEachOnce, TWICE), ...choices });
}

export const pollInput = z.object({ pollId: z.uuid() });
export const subjectInput = z.object({ readingId: z.uuid() });
export const answerPollInput = pollInput.extend({
  answers: z
    .array(z.object({ dateId: z.uuid(), answer: z.enum(["yes", "maybe", "no"]) }))
    .min(1)
    .max(DATES_MAX),
});
export const decidePollInput = pollInput.extend({ dateId: z.uuid() });

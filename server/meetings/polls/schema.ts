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

/** The answers to a proposed time; the database knows "if need be" as `maybe`. */
export const DATE_ANSWERS = ["yes", "maybe", "no"] as const;
export type DateAnswer = (typeof DATE_ANSWERS)[number];
export const DATE_ANSWER_WORDS: Record<DateAnswer, string> = {
  yes: "Yes",
  maybe: "If need be",
  no: "No",
};
const dateAnswer = z.enum(DATE_ANSWERS);

const choiceText = z.string().max(DATES_MAX * 50);

/**
 * Reads answers from the address of a poll, as emails write them: `?choose={id}:yes`, several with commas. Nothing is
 * saved by it.
 * @returns null without a choice, or with one that the poll cannot take
 */
export function readDateChoice(
  given: string | string[] | undefined,
  dates: readonly { id: string }[],
): Record<string, DateAnswer> | null {
  const text = choiceText.safeParse(given);
  if (!text.success) return null;
  const proposed = new Set(dates.map(({ id }) => id));
  const chosen: Record<string, DateAnswer> = {};
  for (const part of text.data.toLowerCase().split(",")) {
    const [id = "", said] = part.split(":");
    const answer = dateAnswer.safeParse(said);
    if (!proposed.has(id) || !answer.success) return null;
    chosen[id] = answer.data;
  }
  return chosen;
}

export const pollInput = z.object({ pollId: z.uuid() });
export const subjectInput = z.object({ readingId: z.uuid() });
export const answerPollInput = pollInput.extend({
  answers: z
    .array(z.object({ dateId: z.uuid(), answer: dateAnswer }))
    .min(1)
    .max(DATES_MAX),
});
export const decidePollInput = pollInput.extend({ dateId: z.uuid() });

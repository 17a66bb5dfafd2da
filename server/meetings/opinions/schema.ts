import { z } from "zod";
import { meetingIdInput } from "../schema";

/** The questions after a meeting: was the paper worth reading, and was the discussion good? */
export const QUESTIONS = ["worth", "discussion"] as const;
export type Question = (typeof QUESTIONS)[number];
/** The answers to them; the database knows "so-so" as `maybe`. */
export const OPINIONS = ["yes", "maybe", "no"] as const;
export type OpinionAnswer = (typeof OPINIONS)[number];

export const QUESTION_WORDS: Record<Question, string> = {
  worth: "Worth reading?",
  discussion: "Good discussion?",
};
export const OPINION_WORDS: Record<OpinionAnswer, string> = {
  yes: "Yes",
  maybe: "So-so",
  no: "No",
};

/** Says how many gave each answer after a meeting, without answers that nobody gave. */
export function opinionsInWords(counts: Record<OpinionAnswer, number>): string {
  return OPINIONS.filter((answer) => counts[answer] > 0)
    .map((answer) => `${counts[answer]} ${OPINION_WORDS[answer].toLowerCase()}`)
    .join(", ");
}

export const opinionAnswer = z.enum(OPINIONS);
export const saveOpinionInput = meetingIdInput.extend({
  question: z.enum(QUESTIONS),
  answer: opinionAnswer,
});

/** Signed link by which a person answers one question about a meeting; the time of sending is in milliseconds. */
export const OPINION = {
  name: "opinion-by-mail",
  content: z.object({
    personId: z.uuid(),
    meetingId: z.uuid(),
    question: z.enum(QUESTIONS),
    sentAt: z.number(),
  }),
};

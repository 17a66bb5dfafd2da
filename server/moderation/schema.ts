import { z } from "zod";
import { handleInput } from "@/server/groups/schema";
import { line, pageNumber, prose } from "@/server/platform/text/inputs";
import { LABELS } from "@/server/threads/schema";

/** A few sentences: a reason is read beside others. */
export const REASON_MAX = 500;
/** Longest time that a suspension is given in days; else it lasts until somebody ends it. */
export const SUSPENDED_DAYS_MAX = 365;

const reason = prose(REASON_MAX, "The reason");
const needed = reason.refine(
  (value) => value !== "",
  "Give a reason. The person it concerns will read it.",
);

export const reportForm = z.object({
  reason: reason.refine((value) => value !== "", "Say what is wrong with this comment."),
});
export const reportInput = reportForm.extend({ commentId: z.uuid() });

/** What is done to somebody's disadvantage needs a reason; what undoes it may have one. */
export const reasonForm = z.object({ reason: needed });
export const noteForm = z.object({ reason: reason.default("") });
export const onCommentInput = reasonForm.extend({ commentId: z.uuid() });
export const noteOnCommentInput = noteForm.extend({ commentId: z.uuid() });
export const onThreadInput = reasonForm.extend({ threadId: z.uuid() });
export const noteOnThreadInput = noteForm.extend({ threadId: z.uuid() });

export const suspendForm = z.object({
  reason: needed,
  /** Null until somebody ends it. */
  days: z
    .number("Enter a number of days.")
    .int("Enter a whole number of days.")
    .min(1, "Enter at least one day.")
    .max(SUSPENDED_DAYS_MAX, `At most ${SUSPENDED_DAYS_MAX} days.`)
    .nullable(),
});
export const suspendInput = suspendForm.extend(handleInput.shape);
export const reinstateInput = noteForm.extend(handleInput.shape);

export const ACTS = [
  "hide",
  "restore",
  "remove",
  "lock",
  "unlock",
  "dismiss",
  "suspend",
  "reinstate",
] as const;
export type ActKind = (typeof ACTS)[number];

const DAY = "Enter a day, such as 2026-11-24.";
/** A day as a date field gives it. PostgreSQL knows no year 0. */
const day = z.iso
  .date(DAY)
  .refine((value) => value >= "1900", DAY)
  .nullable()
  .default(null);

/** What is looked for in what people wrote. */
const words = { q: line(200, "The search text"), page: pageNumber.default(1) };
const within = {
  /** The address of a group; without one, all that the viewer may see. */
  group: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]+$/, "This is not the address of a group.")
    .nullable()
    .default(null),
  /** First and last day, in UTC. */
  since: day,
  until: day,
};
export const searchCommentsInput = z.object({
  ...words,
  ...within,
  label: z.enum(LABELS).nullable().default(null),
  author: handleInput.shape.handle.nullable().default(null),
});
export const searchNotesInput = z.object({ ...words, ...within });
export const searchGroupPapersInput = z.object({ q: words.q });

/** A stretch of a text as a search shows it. */
export interface Segment {
  text: string;
  /** Whether it is one of the words that were asked for. */
  hit: boolean;
}

import { z } from "zod";
import { handleInput } from "@/server/groups/schema";
import { line, pageNumber, prose } from "@/server/platform/text/inputs";
import { LABELS } from "@/server/threads/rules";

/** Characters of a reason: a few sentences, because lists show many of them. */
export const REASON_MAX = 500;
/** Longest suspension in days; a longer one has no end date. */
export const SUSPENDED_DAYS_MAX = 365;

const reason = prose(REASON_MAX, "The reason");
const needed = reason.refine(
  (value) => value !== "",
  "Give a reason. The person it concerns will read it.",
);

export const reportForm = z.object({
  reason: reason.refine((value) => value !== "", "Say why you report it."),
});
export const reportInput = reportForm.extend({ commentId: z.uuid() });

/** Acts against a person need a reason; acts that undo them may have one. */
export const reasonForm = z.object({ reason: needed });
export const noteForm = z.object({ reason: reason.default("") });
export const onCommentInput = reasonForm.extend({ commentId: z.uuid() });
export const noteOnCommentInput = noteForm.extend({ commentId: z.uuid() });
export const onThreadInput = reasonForm.extend({ threadId: z.uuid() });
export const noteOnThreadInput = noteForm.extend({ threadId: z.uuid() });

/** Names one objection to a nomination: a member has at most one to each. */
const objection = { nominationId: z.uuid(), handle: handleInput.shape.handle };
export const reportObjectionInput = reportForm.extend(objection);
export const onObjectionInput = reasonForm.extend(objection);
export const noteOnObjectionInput = noteForm.extend(objection);

export const suspendForm = z.object({
  reason: needed,
  /** Null if it lasts until somebody ends it. */
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
  "removeObjection",
  "dismissObjection",
  "mergePapers",
  "undoMerge",
  "changeTopic",
  "mergeTopics",
  "undoTopicMerge",
] as const;
export type ActKind = (typeof ACTS)[number];

const DAY = "Enter a day, such as 2026-11-24.";
/** A day from a date field. PostgreSQL has no year 0. */
const day = z.iso
  .date(DAY)
  .refine((value) => value >= "1900", DAY)
  .nullable()
  .default(null);

/** Fields of every search of texts that people wrote. */
const words = { q: line(200, "The search text"), page: pageNumber.default(1) };
const within = {
  /** The address of a group; null searches everything the viewer may see. */
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

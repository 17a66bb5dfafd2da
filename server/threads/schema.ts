import { z } from "zod";
import { prose } from "@/server/platform/text";

/** Bounds what rendering costs; a page of print has about 3,000 characters. */
export const COMMENT_MAX = 10_000;
/** First comments a page. */
export const ROOTS_A_PAGE = 30;
/** Answers shown under each of them; a branch that has more has a page of its own. */
export const ANSWERS_A_ROOT = 40;
/** Answers on a page of a branch. */
export const ANSWERS_A_PAGE = 200;

const body = prose(COMMENT_MAX, "Your comment").refine(
  (value) => value !== "",
  "Write something first.",
);
const paper = z.string().min(1).max(120);

export const threadInput = z.object({
  paper,
  page: z.number().int().min(1).max(1000).optional(),
  /** Shows only the branch that holds this comment, without a page the one where it stands. */
  comment: z.uuid().optional(),
});
/** What somebody types. */
export const commentInput = z.object({ body });
export const addInput = commentInput.extend({
  paper,
  parentId: z.uuid().nullable().default(null),
  /** Chosen by the browser: the same comment sent twice is one. */
  clientKey: z.uuid(),
});
export const editInput = commentInput.extend({ commentId: z.uuid() });
export const removeInput = z.object({ commentId: z.uuid() });
export const previewInput = z.object({ body: prose(COMMENT_MAX, "Your comment") });

/** A comment as a thread shows it. */
export interface ShownComment {
  id: string;
  parentId: string | null;
  /** How far to the right it stands: 0 for a first comment. */
  depth: number;
  /** Sanitized when it was written; empty for a deleted one. */
  html: string;
  /** As it was written, for its author only. */
  body: string | null;
  author: { handle: string; name: string } | null;
  createdAt: Date;
  editedAt: Date | null;
  deleted: boolean;
  /** Of a first comment: answers that only the page of its branch shows. */
  unshown: number;
  may: { edit: boolean; remove: boolean };
}

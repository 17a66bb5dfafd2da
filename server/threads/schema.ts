import { z } from "zod";
import { prose } from "@/server/platform/text";

/** Bounds what rendering costs; a page of print has about 3,000 characters. */
export const COMMENT_MAX = 10_000;
/** First comments a page; their answers come with them. */
export const ROOTS_A_PAGE = 30;

const body = prose(COMMENT_MAX, "Your comment").refine(
  (value) => value !== "",
  "Write something first.",
);
const paper = z.string().min(1).max(120);

export const threadInput = z.object({ paper, page: z.number().int().min(1).max(1000).default(1) });
export const addInput = z.object({
  paper,
  body,
  parentId: z.uuid().nullable().default(null),
  /** Chosen by the browser: the same comment sent twice is one. */
  clientKey: z.uuid(),
});
export const editInput = z.object({ commentId: z.uuid(), body });
export const removeInput = z.object({ commentId: z.uuid() });
export const previewInput = z.object({ body: prose(COMMENT_MAX, "Your comment") });

/** A comment as a thread shows it. */
export interface ShownComment {
  id: string;
  parentId: string | null;
  depth: number;
  /** Sanitized when it was written; empty for a deleted one. */
  html: string;
  /** As it was written, for its author only. */
  body: string | null;
  author: { handle: string; name: string } | null;
  createdAt: Date;
  editedAt: Date | null;
  deleted: boolean;
  may: { edit: boolean; remove: boolean };
}

import { randomUUID } from "node:crypto";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { addComment } from "@/server/threads/comments/commands";
import { addInput, type NewComment } from "@/server/threads/schema";

/** A paper that nobody has written about. @returns its slug */
export async function aPaper(): Promise<string> {
  const title = `Paper ${randomUUID()}`;
  await importPapers([{ title, abstract: "x", authors: [] }]);
  return (await db.paper.findFirstOrThrow({ where: { title } })).slug;
}

/** A comment as a procedure takes it, with a key of its own. */
export function said(body: string, more: Partial<Omit<NewComment, "body">> = {}): NewComment {
  return addInput.parse({ paper: "x", body, clientKey: randomUUID(), ...more });
}

/** Writes into the public thread of a paper. @returns the comment's id */
export async function written(
  viewer: Viewer,
  slug: string,
  body: string,
  more: Partial<Omit<NewComment, "body">> = {},
): Promise<string> {
  return (await addComment(viewer, slug, said(body, more))).id;
}

import { db } from "@/server/platform/database/db";
import type { Action } from "../acts/action";
import type { LeavingWorld } from "../leaving-world";

/** Two acts at the same moment. */
export interface Race {
  /** Makes the things that the world lacks. */
  prepare?: Action;
  acts: [Action, Action];
  /** Whether exactly one of them may succeed. */
  once?: true;
  /** Whether the second waits for the first from its beginning, and is then refused. */
  first?: true;
  /** Finds states that must not exist afterwards. */
  wrong?: (world: LeavingWorld) => Promise<string[]>;
}

/** Finds a state that must not exist. @param what it is */
export async function found(what: string, count: Promise<number>): Promise<string[]> {
  return (await count) > 0 ? [what] : [];
}

/** Finds that a comment which somebody wrote is not there. */
export async function lost(where: { authorId: string; parentId?: string; thread?: object }) {
  return (await db.comment.count({ where })) > 0 ? [] : ["the comment is lost"];
}

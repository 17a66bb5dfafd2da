import type { ShownComment } from "@/server/threads/schema";

/** A comment on this page: read from the server, or on its way there. */
export interface Entry extends ShownComment {
  /** As typed, while it is being sent. */
  sending?: string;
}

/** A comment with its answers. */
export interface Branch {
  comment: Entry;
  answers: Branch[];
  /** Comments below it. */
  below: number;
  /** Whom it answers, where the tree no longer shows that by its shape; null names nobody. */
  to?: { name: string } | null;
}

/** Steps to the right that are shown; what is deeper stands under each other and says whom it answers. */
export const STEPS = 6;

/** Comments in the order in which a thread is read, as a tree. */
export function branchesOf(entries: readonly Entry[]): Branch[] {
  const roots: Branch[] = [];
  const path: Branch[] = [];
  for (const comment of entries) {
    path.length = Math.min(path.length, comment.depth);
    const parent = path.at(-1);
    const branch: Branch = { comment, answers: [], below: 0 };
    if (parent && comment.depth > STEPS) branch.to = parent.comment.author;
    const holder = path[Math.min(comment.depth, STEPS) - 1];
    (holder?.answers ?? roots).push(branch);
    for (const above of path) above.below += 1;
    path.push(branch);
  }
  return roots;
}

/** The entries with what is being sent: each below what it answers, after the answers that are there. */
export function withSending(entries: readonly Entry[], sending: readonly Entry[]): Entry[] {
  const all = [...entries];
  for (const comment of sending) {
    const above = all.findIndex(({ id }) => id === comment.parentId);
    if (above < 0) {
      if (comment.parentId === null) all.push(comment);
      continue;
    }
    const depth = (all[above]?.depth ?? 0) + 1;
    let at = above + 1;
    while ((all[at]?.depth ?? 0) >= depth) at += 1;
    all.splice(at, 0, { ...comment, depth });
  }
  return all;
}

import type { Order, ShownComment } from "@/server/threads/schema";

/** A comment on this page: loaded from the server, or on its way there. */
export interface Entry extends ShownComment {
  /** The text as typed, while it is being sent. */
  sending?: string;
  /** Whether it is sent only when the browser is online again. */
  offline?: boolean;
}

/** A comment with its replies. */
export interface Branch {
  comment: Entry;
  replies: Branch[];
  /** Number of comments below it. */
  below: number;
  /** Author of the parent, if the indentation no longer shows it; null if they are not named. */
  to?: { name: string } | null;
}

/** Levels of indentation; deeper comments are listed below each other and name the person they reply to. */
export const STEPS = 6;

/** Builds a tree from comments in reading order. */
export function branchesOf(entries: readonly Entry[]): Branch[] {
  const roots: Branch[] = [];
  const path: Branch[] = [];
  for (const comment of entries) {
    path.length = Math.min(path.length, comment.depth);
    const parent = path.at(-1);
    const branch: Branch = { comment, replies: [], below: 0 };
    if (parent && comment.depth > STEPS) branch.to = parent.comment.author;
    const holder = path[Math.min(comment.depth, STEPS) - 1];
    (holder?.replies ?? roots).push(branch);
    for (const above of path) above.below += 1;
    path.push(branch);
  }
  return roots;
}

/** Position of each comment when it first appeared; `first` and `next` bound the positions in use. */
export interface Places {
  of: Map<string, number>;
  first: number;
  next: number;
}

export const createPlaces = (): Places => ({ of: new Map(), first: 0, next: 0 });

/**
 * Keeps siblings in their first positions, so that a reaction moves nothing under a reader's eyes. New ones
 * come last, or first if the newest come first.
 */
export function keepPlaces(entries: readonly Entry[], places: Places, order: Order): Entry[] {
  const fresh = entries.filter(({ id }) => !places.of.has(id));
  if (order === "newest" && places.of.size > 0) {
    for (const { id } of fresh.toReversed()) places.of.set(id, --places.first);
  } else {
    for (const { id } of fresh) places.of.set(id, places.next++);
  }
  const placeOf = ({ comment: { id } }: Twig) => places.of.get(id) ?? 0;
  const twigs: Twig[] = [];
  const path: Twig[] = [];
  for (const comment of entries) {
    path.length = Math.min(path.length, comment.depth);
    const twig: Twig = { comment, twigs: [] };
    (path.at(-1)?.twigs ?? twigs).push(twig);
    path.push(twig);
  }
  const kept: Entry[] = [];
  const sorted = (list: Twig[]) => list.toSorted((a, b) => placeOf(b) - placeOf(a));
  const waiting = sorted(twigs);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    kept.push(next.comment);
    waiting.push(...sorted(next.twigs));
  }
  return kept;
}

interface Twig {
  comment: Entry;
  twigs: Twig[];
}

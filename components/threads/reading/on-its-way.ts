import type { NewComment, Order } from "@/server/threads/schema";
import type { RouterOutputs } from "@/trpc/client";
import type { Entry } from "./tree";

/** The person who looks at the thread. */
export type Viewer = RouterOutputs["people"]["viewer"];

/** A comment ready to be sent. */
export type Written = Omit<NewComment, "seenNumber">;

/** Rights on a comment that is not stored yet, or no longer. */
export const MAY_NOTHING: Entry["may"] = {
  answer: false,
  edit: false,
  remove: false,
  react: false,
  report: false,
  markAnswered: false,
  pin: false,
  hide: false,
};

const NOTHING_SHOWN = {
  quotedText: null,
  html: "",
  folded: false,
  label: null,
  spoiler: null,
  quote: null,
  answeredAt: null,
  editedAt: null,
  pinned: false,
  reactions: [],
  may: MAY_NOTHING,
};

/** A comment that is being removed. */
export const GONE = { ...NOTHING_SHOWN, gone: "deleted", author: null, body: null } as const;

/** A comment on its way to the server, as the page shows it meanwhile. @param offline whether it waits for a connection */
export function entryOnItsWay(written: Written, viewer: Viewer, offline: boolean): Entry {
  const { body, label, spoiler, quote, parentId, clientKey } = written;
  return {
    ...NOTHING_SHOWN,
    id: clientKey,
    parentId,
    body,
    label,
    spoiler,
    quote,
    sending: body,
    offline,
    depth: 0,
    number: 0,
    author: viewer,
    createdAt: new Date(),
    gone: null,
    unshown: 0,
  };
}

/**
 * Adds comments on their way: each below its parent, after the replies that are there, or before them if the
 * newest come first.
 */
export function withSending(
  entries: readonly Entry[],
  sending: readonly Entry[],
  order: Order,
): Entry[] {
  const all = [...entries];
  for (const comment of sending) {
    const above = all.findIndex(({ id }) => id === comment.parentId);
    if (above < 0 && comment.parentId !== null) continue;
    const depth = above < 0 ? 0 : (all[above]?.depth ?? 0) + 1;
    let at = above + 1;
    if (order !== "newest") while (at < all.length && (all[at]?.depth ?? 0) >= depth) at += 1;
    all.splice(at, 0, { ...comment, depth });
  }
  return all;
}

import {
  groupCommentPath,
  groupThreadPath,
  meetingCommentPath,
  meetingPath,
  paperCommentPath,
  paperPath,
  withQuery,
} from "@/server/platform/web/addresses";

// The limits and choices that the browser needs to show a thread stand here: schema.ts brings the library that parses.

/** Limits the cost of rendering; a printed page has about 3,000 characters. */
export const COMMENT_MAX = 10_000;
/** People suggested while someone types a mention. */
export const MENTIONABLE_SHOWN = 8;
/** Unread comments are counted up to here, so that a long thread costs no more than a short one. */
export const UNREAD_COUNTED = 100;
/** Characters of a quotation; a paragraph has about a thousand. */
export const QUOTE_MAX = 1000;
export const SPOILER_MAX = 60;

export const ORDERS = ["best", "newest", "oldest"] as const;
export type Order = (typeof ORDERS)[number];
export const LABELS = ["question", "summary", "critique", "code", "typo"] as const;
export type Label = (typeof LABELS)[number];
export const REACTIONS = ["agree", "insightful", "thanks", "curious", "celebrate"] as const;
export type ReactionKind = (typeof REACTIONS)[number];

/** A thread in the words of its address: of a paper, in public or in a group, or of a group's meeting. */
export type Place =
  | { paper: string; group?: string | undefined }
  | { meeting: string; group: string };

/** A thread named by the ids of its paper, group or meeting, so that pages can watch it before its first comment. */
export interface ThreadKey {
  paperId: string | null;
  groupId: string | null;
  meetingId: string | null;
}

interface AddressedThread {
  paper: { slug: string };
  meetingId: string | null;
  group: { slug: string } | null;
}

/** Finds the place of a thread that exists. */
export function placeOfThread({ paper, meetingId, group }: AddressedThread): Place {
  if (!group) return { paper: paper.slug };
  return meetingId
    ? { meeting: meetingId, group: group.slug }
    : { paper: paper.slug, group: group.slug };
}

/** Finds the place of a comment in a list; null if its paper, or the group of its meeting, is gone. */
export function placeOf(
  { paper, meetingId }: { paper: { slug: string } | null; meetingId: string | null },
  group: string | null,
): Place | null {
  if (meetingId) return group === null ? null : { meeting: meetingId, group };
  if (!paper) return null;
  return group === null ? { paper: paper.slug } : { paper: paper.slug, group };
}

/** Path of the page that shows a thread. */
export function threadPath(place: Place): string {
  if ("meeting" in place) return meetingPath(place.group, place.meeting);
  const { group } = place;
  return group === undefined ? paperPath(place.paper) : groupThreadPath(group, place.paper);
}

/** Path of a comment's own page, which shows its parents, the comment and its replies. */
export function commentPath(place: Place, commentId: string): string {
  if ("meeting" in place) return meetingCommentPath(place.group, place.meeting, commentId);
  const { group } = place;
  return group === undefined
    ? paperCommentPath(place.paper, commentId)
    : groupCommentPath(group, place.paper, commentId);
}

/** Path of a comment's own page, scrolled to the comment. */
export function commentLink(place: Place, commentId: string): string {
  return `${commentPath(place, commentId)}#c-${commentId}`;
}

/** Adds an order to the path of a thread, unless it is the default. */
export function pathInOrder(path: string, order: Order): string {
  return withQuery(path, { order: order === "best" ? null : order });
}

/** Names a thread to the stream of live updates (server/api/live.ts). */
export function watchOf(place: Place): string {
  if ("meeting" in place) return `group/${place.group}/meeting/${place.meeting}`;
  const { group, paper } = place;
  return group === undefined ? `paper/${paper}` : `group/${group}/paper/${paper}`;
}

/** Topic of LISTEN/NOTIFY for a thread. */
export function threadTopic({ paperId, groupId, meetingId }: ThreadKey): string {
  return `thread:${groupId ?? "public"}:${meetingId ?? paperId}`;
}

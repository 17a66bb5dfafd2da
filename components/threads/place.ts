import type { Order } from "@/server/threads/schema";

/** Which thread: the public one of a paper, a group's own, or that of a group's meeting. */
export type Place =
  | { paper: string; group?: string | undefined }
  | { meeting: string; group: string };

/** Where something that was found or decided about stands; null where that is gone. */
export function placeOf(
  about: { paper: { slug: string } | null; meetingId: string | null },
  group: string | null,
): Place | null {
  if (about.meetingId) return group === null ? null : { meeting: about.meetingId, group };
  if (!about.paper) return null;
  return group === null ? { paper: about.paper.slug } : { paper: about.paper.slug, group };
}

/** The page that shows a thread. */
export function threadPath(place: Place): string {
  const { group } = place;
  if ("meeting" in place) return `/groups/${group}/meetings/${place.meeting}`;
  return group === undefined ? `/papers/${place.paper}` : `/groups/${group}/threads/${place.paper}`;
}

/** A comment's own page: what it answers, it, and its answers. */
export function commentPath(place: Place, comment: string): string {
  return `${threadPath(place)}/comments/${comment}`;
}

/** The address that goes to a comment wherever it stands by now, such as from a mail. */
export function commentLink(place: Place, comment: string): string {
  return `${commentPath(place, comment)}#c-${comment}`;
}

/** The same page in another order. */
export function pathInOrder(path: string, order: Order): string {
  return order === "best" ? path : `${path}?order=${order}`;
}

/** What an open page watches to hear of changes (server/api/live.ts). */
export function watchOf(place: Place): string {
  if ("meeting" in place) return `group/${place.group}/meeting/${place.meeting}`;
  const { group, paper } = place;
  return group === undefined ? `paper/${paper}` : `group/${group}/paper/${paper}`;
}

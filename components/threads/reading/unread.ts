import { UNREAD_COUNTED } from "@/server/threads/rules";

/** Words for a number of unread comments, which is counted only up to a limit. */
export function unreadInWords(count: number): string {
  return count < UNREAD_COUNTED ? String(count) : `${UNREAD_COUNTED} or more`;
}

import { UNREAD_COUNTED } from "@/server/threads/schema";

/** How many are new: they are counted only so far. */
export function unreadInWords(count: number): string {
  return count < UNREAD_COUNTED ? String(count) : `${UNREAD_COUNTED} or more`;
}

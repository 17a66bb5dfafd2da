// The topic by which open pages hear of a thread.
import "server-only";
import { groupTopic } from "@/server/groups/policy";
import type { Tx } from "@/server/platform/db";
import { notifyTopics } from "@/server/platform/live";

/** What a thread is on; it may be watched before its first comment is written. */
export interface ThreadPlace {
  paperId: string | null;
  groupId: string | null;
  meetingId: string | null;
}

/** What changes in a thread. */
export function threadTopic({ paperId, groupId, meetingId }: ThreadPlace): string {
  return `thread:${groupId ?? "public"}:${meetingId ?? paperId}`;
}

/** Tells open pages of this thread, and of its group, that something in it has changed. */
export function announceThread(tx: Tx, place: ThreadPlace): Promise<void> {
  const { groupId } = place;
  return notifyTopics(tx, threadTopic(place), ...(groupId ? [groupTopic(groupId)] : []));
}

// Tells open pages about changes in a thread.
import "server-only";
import { groupTopic } from "@/server/groups/policy";
import type { Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";

/** The paper, group and meeting of a thread; pages can watch it before its first comment exists. */
export interface ThreadPlace {
  paperId: string | null;
  groupId: string | null;
  meetingId: string | null;
}

/** Topic of LISTEN/NOTIFY for a thread. */
export function threadTopic({ paperId, groupId, meetingId }: ThreadPlace): string {
  return `thread:${groupId ?? "public"}:${meetingId ?? paperId}`;
}

/** Tells open pages of a thread and of its group that it has changed. */
export function announceThread(tx: Tx, place: ThreadPlace): Promise<void> {
  const { groupId } = place;
  return announce(tx, threadTopic(place), ...(groupId ? [groupTopic(groupId)] : []));
}

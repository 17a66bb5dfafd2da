import type { Order, Place, ThreadPage } from "@/server/threads/schema";
import type { useTRPC } from "@/trpc/client";

/** Which part of a thread to fetch, in the words of its address. */
export interface PageView {
  order: Order;
  /** A page number or a position. */
  page: string;
  comment?: string;
}

/** Chooses the query for a page of a thread: each kind of place has its own procedure. */
export function pageQuery(trpc: ReturnType<typeof useTRPC>, place: Place, view: PageView) {
  const { threads } = trpc;
  if ("meeting" in place) {
    const { meeting: meetingId, group } = place;
    return threads.ofMeeting.queryOptions({ meetingId, group, ...view });
  }
  const { paper, group } = place;
  return group === undefined
    ? threads.ofPaper.queryOptions({ paper, ...view })
    : threads.ofGroup.queryOptions({ paper, group, ...view });
}

/** Whether cached data is a page of this thread. */
export function isPageOf(threadId: string, page: unknown): page is ThreadPage {
  if (typeof page !== "object" || page === null) return false;
  return "comments" in page && "unread" in page && "id" in page && page.id === threadId;
}

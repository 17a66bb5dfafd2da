"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ThreadPage } from "@/server/threads/schema";
import { useTRPC } from "@/trpc/client";

/** A page that is left sooner was not looked at. */
const LOOKED_AT_MS = 1500;

/**
 * What was new when the viewer came, which stays so while she reads; and tells the server what she has
 * seen once the page was looked at.
 * @param writes whether the viewer may have a visit written down
 */
export function useVisit(thread: ThreadPage, writes: boolean): ThreadPage["unread"] {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate } = useMutation(
    trpc.threads.seen.mutationOptions({
      onSuccess: (_, { threadId, number }) => {
        // Whoever comes back to this page does not find the same comments new again.
        const unread = { count: 0, first: null, seenNumber: number };
        queryClient.setQueriesData(trpc.threads.pathFilter(), (page: unknown) =>
          isPageOf(threadId, page) ? { ...page, unread } : page,
        );
      },
    }),
  );
  const [arrival, setArrival] = useState<ThreadPage["unread"]>(null);
  if (arrival === null && thread.unread !== null) setArrival(thread.unread);
  const { id: threadId, lastNumber } = thread;
  const shown = useRef(lastNumber);
  shown.current = lastNumber;
  const seen = thread.unread?.seenNumber ?? 0;
  const behind = lastNumber > seen;
  useEffect(() => {
    // Asked of what was noted as well, so that the next look begins where the last one ended.
    if (!writes || threadId === null || !behind || seen >= shown.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      // What arrives meanwhile has a time of its own afterwards: a busy thread is noted as seen, too.
      const number = shown.current;
      timer = setTimeout(() => mutate({ threadId, number }), LOOKED_AT_MS);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [writes, threadId, behind, seen, mutate]);
  return arrival;
}

function isPageOf(threadId: string, page: unknown): page is ThreadPage {
  if (typeof page !== "object" || page === null) return false;
  return "comments" in page && "unread" in page && "id" in page && page.id === threadId;
}

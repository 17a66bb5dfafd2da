"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ThreadPage } from "@/server/threads/schema";
import { useTRPC } from "@/trpc/client";
import { isPageOf } from "./page-query";

/** Milliseconds before a visible page counts as seen. */
const LOOKED_AT_MS = 1500;

/**
 * Keeps what was unread when the viewer arrived, and reports the visit to the server once the page counts as
 * seen.
 * @param writes whether the viewer's visits are recorded
 */
export function useVisit(thread: ThreadPage, writes: boolean): ThreadPage["unread"] {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate } = useMutation(
    trpc.threads.seen.mutationOptions({
      onSuccess: (_, { threadId, number }) => {
        // Coming back to this page must not show the same comments as new again.
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
    // Also checks the number already reported, so that the next report continues from there.
    if (!writes || threadId === null || !behind || seen >= shown.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      // Comments that arrive meanwhile get their own timer, so that a busy thread is reported too.
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

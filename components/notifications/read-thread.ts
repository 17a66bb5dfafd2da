"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useViewer } from "@/components/people/viewer";
import { useTRPC } from "@/trpc/client";

/** Marks the viewer's notifications about a thread read, now and as long as it is open and visible. */
export function useReadThread(threadId: string): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { viewer } = useViewer();
  const { data } = useQuery(
    trpc.notifications.unread.queryOptions(undefined, { staleTime: 30_000 }),
  );
  const { mutate } = useMutation(
    trpc.notifications.readThread.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.notifications.pathFilter()),
    }),
  );
  const waiting = viewer && !viewer.suspended ? (data?.count ?? 0) : 0;
  useEffect(() => {
    if (waiting === 0) return;
    const read = () => {
      if (document.visibilityState === "visible") mutate({ threadId });
    };
    read();
    document.addEventListener("visibilitychange", read, { once: true });
    return () => document.removeEventListener("visibilitychange", read);
  }, [waiting, threadId, mutate]);
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback, useState, useTransition } from "react";
import { useTRPC } from "@/trpc/client";

type Noun = "groups" | "meetings" | "nominations" | "search" | "threads";

/**
 * Loads the page again after a change.
 * @param nouns whose queries in the browser are stale as well; those of the first render count
 * @returns functions that stay the same between renders; `refreshing` until the new page is shown
 */
export function useRefresh(...nouns: Noun[]) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [refreshing, start] = useTransition();
  const [stale] = useState(nouns);
  const invalidate = useCallback(() => {
    for (const noun of stale) void queryClient.invalidateQueries(trpc[noun].pathFilter());
  }, [stale, queryClient, trpc]);
  const refresh = useCallback(() => {
    invalidate();
    start(() => router.refresh());
  }, [invalidate, router]);
  /** Goes to another page instead, such as the one that the change has made. */
  const go = useCallback(
    (path: string) => {
      invalidate();
      start(() => router.push(path));
    },
    [invalidate, router],
  );
  return { refreshing, refresh, go };
}

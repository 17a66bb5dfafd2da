"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTRPC } from "@/trpc/client";

/**
 * Refreshes after a change in a group: the page, and the browser's cache
 * of the viewer's groups.
 */
export function useGroupRefresh() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [refreshing, start] = useTransition();
  const forget = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.groups.pathFilter()),
      queryClient.invalidateQueries(trpc.nominations.pathFilter()),
    ]);
  return {
    refreshing,
    /** Reloads the data of the page. */
    refresh() {
      void forget();
      start(() => router.refresh());
    },
    /** Goes to a page that the change created. */
    go(to: string) {
      void forget();
      start(() => router.push(to));
    },
  };
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTRPC } from "@/trpc/client";

/**
 * What has to be asked again after something in a group changed: the page, and what the browser keeps
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
    /** Shows the page as it is now. */
    refresh() {
      void forget();
      start(() => router.refresh());
    },
    /** Goes to a page that the change has made. */
    go(to: string) {
      void forget();
      start(() => router.push(to));
    },
  };
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { showRefusal } from "@/components/shell/form";
import { useTRPC } from "@/trpc/client";

/** Runs an action on a meeting, and refreshes the page and the browser's cache afterwards. */
export function useMeetingAction() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [refreshing, start] = useTransition();
  return {
    refreshing,
    options: {
      onError: (error: unknown) => showRefusal(error),
      onSettled() {
        void queryClient.invalidateQueries(trpc.meetings.pathFilter());
        start(() => router.refresh());
      },
    },
  };
}

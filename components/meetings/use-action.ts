"use client";

import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";

/** Runs an action on a meeting, and refreshes the page and the browser's cache afterwards. */
export function useMeetingAction() {
  const { refreshing, refresh } = useRefresh("meetings");
  return {
    refreshing,
    options: { onError: (error: unknown) => showRefusal(error), onSettled: refresh },
  };
}

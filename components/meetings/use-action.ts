"use client";

import { showRefusal } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";

/** What follows whatever is done about a meeting: the page and what the browser keeps are asked again. */
export function useDeed() {
  const { refreshing, refresh } = useRefresh("meetings");
  return {
    refreshing,
    options: { onError: (error: unknown) => showRefusal(error), onSettled: refresh },
  };
}

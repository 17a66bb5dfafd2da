"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { NO_HINTS } from "@/server/search/schema";
import { useTRPC } from "@/trpc/client";

/** The time without a key press after which the server is asked, in milliseconds. */
const PAUSE_MS = 120;
/** The time for which an answer is good, in milliseconds. */
const FRESH_MS = 60_000;

/**
 * Asks the server what somebody may mean who types this. An answer belongs to its words: one that comes late is not shown
 * for others, and a question that is not asked any longer is given up. Until an answer is there, the last one
 * stays. @param enabled whether there is somebody to ask for
 */
export function useHints(typed: string, enabled: boolean) {
  const trpc = useTRPC();
  const q = useLater(typed.trim());
  const { data, isPlaceholderData, isFetching, isError } = useQuery(
    trpc.search.hints.queryOptions(
      { q },
      {
        placeholderData: keepPreviousData,
        staleTime: FRESH_MS,
        trpc: { abortOnUnmount: true },
        enabled,
      },
    ),
  );
  return {
    hints: data ?? NO_HINTS,
    /** Whether the hints are those for other words. */
    waits: isPlaceholderData || isFetching || q !== typed.trim(),
    failed: isError,
  };
}

/** The value once it has not changed for a moment. */
function useLater(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}

"use client";

import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";

/** Time the browser keeps data that no part of the page shows now, for the way back to it. */
const KEPT_MS = 600_000;

/**
 * The answers a page has. On the server nothing may say how long they are kept: React Query would start a timer
 * for each rendering, which holds the client, the request and the finished page until it fires.
 */
function newQueryClient() {
  const kept = typeof window === "undefined" ? {} : { gcTime: KEPT_MS };
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: false, ...kept } },
  });
}

/** Gives a page's client components the answers that they share. */
export function Wire({ children }: { children: ReactNode }) {
  const [queryClient] = useState(newQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      {children}
      <AliveMark />
    </QueryClientProvider>
  );
}

/**
 * Marks the page (`data-alive` on its root) while it answers to clicks and waits for no data: journeys and
 * screenshots begin then. Comes last, because effects run in the order of the tree.
 */
function AliveMark() {
  const queryClient = useQueryClient();
  useEffect(() => {
    const mark = () =>
      document.documentElement.toggleAttribute("data-alive", queryClient.isFetching() === 0);
    mark();
    return queryClient.getQueryCache().subscribe(mark);
  }, [queryClient]);
  return null;
}

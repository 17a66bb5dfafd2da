"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import type { ListParameters } from "./address";

type Page = RouterOutputs["papers"]["list"];

interface What {
  parameters: ListParameters;
  of: { topic?: string; author?: string } | undefined;
  first: Page;
}

/** The loaded pages of a list: the server's own, and those fetched after it. */
export function usePages({ parameters, of, first }: What) {
  const { page: start, ...which } = { ...parameters, ...of };
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    // People who come back find the pages as they were, unless the first one has changed meanwhile.
    queryKey: ["papers", which, start, first.papers.map(({ id }) => id)],
    queryFn: ({ pageParam: cursor }) =>
      queryClient.fetchQuery(trpc.papers.list.queryOptions({ ...which, cursor })),
    initialPageParam: start,
    initialData: { pages: [first], pageParams: [start] },
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Infinity,
  });
  const load = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  // The order changes during reading: a paper that slid to the next page is shown only where it was first.
  const seen = new Set<string>();
  const pages = [first, ...data.pages.slice(1)].map(({ papers, page }, place) => ({
    page,
    at: String(data.pageParams[place] ?? start),
    papers: papers.filter(({ id }) => !seen.has(id) && seen.add(id)),
  }));
  const next = data.pages.at(-1)?.nextCursor ?? null;
  return { pages, next, loading: isFetchingNextPage, error, load };
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/people/viewer";
import { useTRPC } from "@/trpc/client";

/** Fetches which of these papers the viewer upvoted, in one call; none for guests. */
export function useMyUpvotes(paperIds: string[]): ReadonlySet<string> {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { data } = useQuery(
    trpc.papers.myUpvotes.queryOptions(
      { paperIds },
      { enabled: viewer !== null && paperIds.length > 0 },
    ),
  );
  return new Set(data);
}

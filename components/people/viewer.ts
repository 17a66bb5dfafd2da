"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client";

/**
 * Fetches the viewer. Pages are the same for everybody; data of the viewer is fetched here, in
 * the one batched call of the page.
 */
export function useViewer() {
  const trpc = useTRPC();
  const { data, isPending } = useQuery(
    trpc.people.viewer.queryOptions(undefined, { staleTime: 300_000 }),
  );
  return { viewer: data ?? null, pending: isPending };
}

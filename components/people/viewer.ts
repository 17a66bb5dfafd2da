"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client";

/**
 * Who is looking. Pages are the same for everybody; what belongs to the viewer is asked for here, in
 * the one batched call of the page.
 */
export function useViewer() {
  const trpc = useTRPC();
  const { data, isPending } = useQuery(
    trpc.people.viewer.queryOptions(undefined, { staleTime: 300_000 }),
  );
  return { viewer: data ?? null, pending: isPending };
}

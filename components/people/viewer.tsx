"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

interface Known {
  /** Null for guests, and as long as nobody knows. */
  viewer: RouterOutputs["people"]["viewer"];
  pending: boolean;
}

const ViewerContext = createContext<Known>({ viewer: null, pending: true });

/**
 * Fetches the viewer. Pages are the same for everybody; data of the viewer is fetched here, in
 * the one batched call of the page. Asked for once, because each asking costs the server a part of every page.
 */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const { data, isPending } = useQuery(
    trpc.people.viewer.queryOptions(undefined, { staleTime: 300_000 }),
  );
  const known = useMemo(() => ({ viewer: data ?? null, pending: isPending }), [data, isPending]);
  return <ViewerContext value={known}>{children}</ViewerContext>;
}

/** Says who looks at the page. */
export function useViewer(): Known {
  return useContext(ViewerContext);
}

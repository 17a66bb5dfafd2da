"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/people/viewer";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

export type Readers = Omit<RouterOutputs["ballots"]["readByGroups"][number], "paperId">;

/** Fetches the viewer's groups that discuss a paper or have read it; none for guests. */
export function useMyGroups(paper: string) {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { data } = useQuery(
    trpc.threads.inMyGroups.queryOptions({ paper }, { enabled: viewer !== null }),
  );
  return data ?? null;
}

/** Fetches the viewer's groups that have read these papers, in one call; none for guests. */
export function useGroupReadings(paperIds: string[]): ReadonlyMap<string, Readers> {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { data } = useQuery(
    trpc.ballots.readByGroups.queryOptions(
      { paperIds },
      { enabled: viewer !== null && paperIds.length > 0 },
    ),
  );
  return new Map(data?.map((readers) => [readers.paperId, readers]));
}

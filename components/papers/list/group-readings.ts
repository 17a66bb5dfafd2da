"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/people/viewer";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

export type Readers = RouterOutputs["ballots"]["readByGroups"][number];

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

"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useViewer } from "@/components/people/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { useTRPC } from "@/trpc/client";
import { HEIGHT } from "./height";

/** Loaded for members only. */
const WaitingCard = lazy(() =>
  import("./waiting-card").then(({ WaitingCard }) => ({ default: WaitingCard })),
);

/**
 * Ballots that wait for the viewer's vote, and their next meetings. Nothing for guests. On a narrow screen, where it stands
 * above the papers, it is as high before it is loaded and when nothing waits, so that the papers stay in their places.
 */
export function WaitsForYou() {
  const trpc = useTRPC();
  const { viewer, pending } = useViewer();
  const enabled = viewer !== null;
  const ballots = useQuery(trpc.ballots.desk.queryOptions(undefined, { enabled }));
  const meetings = useQuery(trpc.meetings.desk.queryOptions(undefined, { enabled }));
  const place = (
    <Skeleton className={`hidden in-data-member:block lg:in-data-member:hidden ${HEIGHT}`} />
  );
  if (pending || (enabled && (ballots.isPending || meetings.isPending))) return place;
  if (!viewer || !ballots.data || !meetings.data) return null;
  return (
    <Suspense fallback={place}>
      <WaitingCard groups={ballots.data} next={meetings.data} timeZone={viewer.timeZone} />
    </Suspense>
  );
}

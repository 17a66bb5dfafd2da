"use client";

import { Skeleton } from "@/components/ui/skeleton";
import type { PaperCard as Paper } from "@/server/papers/schema";
import { useMyUpvotes } from "../upvote";
import { useGroupReadings } from "./group-readings";
import { PaperCard } from "./paper-card";

/** A column of papers with the viewer's upvotes. */
export function PaperCards({ papers }: { papers: Paper[] }) {
  const paperIds = papers.map(({ id }) => id);
  const mine = useMyUpvotes(paperIds);
  const read = useGroupReadings(paperIds);
  return (
    <ol className="divide-y divide-line">
      {papers.map((paper) => (
        <li key={paper.id}>
          <PaperCard paper={paper} mine={mine.has(paper.id)} readers={read.get(paper.id)} />
        </li>
      ))}
    </ol>
  );
}

/** Placeholders for papers that are loading. */
export function WaitingCards() {
  return (
    <div aria-hidden className="divide-y divide-line border-line border-t">
      {["one", "two", "three"].map((key) => (
        <div key={key} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-4 py-5">
          <Skeleton className="h-14" />
          <div className="grid gap-2.5">
            <Skeleton className="h-6 w-4/5" />
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-20" />
          </div>
        </div>
      ))}
    </div>
  );
}

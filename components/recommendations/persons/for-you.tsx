"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useGroupReadings } from "@/components/papers/list/group-readings";
import { PaperCard } from "@/components/papers/list/paper-cards";
import { PaperTitle } from "@/components/papers/paper-title";
import { useMyUpvotes } from "@/components/papers/upvote";
import { showRefusal } from "@/components/shell/errors";
import { useKeeping } from "@/components/shelves/keep-in-list";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Paper = RouterOutputs["recommendations"]["forYou"]["papers"][number];

const placeOf = (paperId: string) => `for-you-${paperId}`;

/** Recommended papers, each with its reason and a button for those of no interest, which can be taken back at once. */
export function ForYou({ papers }: { papers: Paper[] }) {
  const trpc = useTRPC();
  const ids = papers.map(({ id }) => id);
  const mine = useMyUpvotes(ids);
  const read = useGroupReadings(ids);
  const keeping = useKeeping(papers);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const dismiss = useMutation(
    trpc.recommendations.dismiss.mutationOptions({
      onSuccess(_, { paperId, on }) {
        setGone((before) => {
          const now = new Set(before);
          if (on) now.add(paperId);
          else now.delete(paperId);
          return now;
        });
        // The button that was pressed goes.
        document.getElementById(placeOf(paperId))?.focus();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  const isPending = (id: string) => dismiss.isPending && dismiss.variables.paperId === id;
  return (
    <>
      <ol id="papers" tabIndex={-1} className="divide-y divide-line outline-none">
        {papers.map((paper) => (
          <li key={paper.id} id={placeOf(paper.id)} tabIndex={-1} className="outline-none">
            {gone.has(paper.id) ? (
              <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3.5">
                <span className="min-w-0 text-muted">
                  “<PaperTitle of={paper} />” does not interest you. Papers like it will come up
                  less often.
                </span>
                <Button
                  aria-label={`Undo: ${paper.title}`}
                  pending={isPending(paper.id)}
                  onClick={() => dismiss.mutate({ paperId: paper.id, on: false })}
                >
                  Undo
                </Button>
              </p>
            ) : (
              <PaperCard
                paper={paper}
                mine={mine.has(paper.id)}
                readers={read.get(paper.id)}
                keeping={keeping.of(paper)}
              >
                <div className="mt-1.5 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                  <p className="flex min-w-0 gap-1.5 text-sm">
                    <Icon of="lucide--sparkles" className="mt-0.5 size-4 shrink-0 text-accent" />
                    <span className="min-w-0 wrap-anywhere">{paper.reason}</span>
                  </p>
                  <button
                    type="button"
                    aria-label={`Not interested in ${paper.title}`}
                    disabled={isPending(paper.id)}
                    onClick={() => dismiss.mutate({ paperId: paper.id, on: true })}
                    className="inline-flex min-h-7 items-center gap-1.5 text-muted text-sm hover:underline"
                  >
                    <Icon of="lucide--x" className="size-4" />
                    Not interested
                  </button>
                </div>
              </PaperCard>
            )}
          </li>
        ))}
      </ol>
      {keeping.window}
    </>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { toast } from "@/components/ui/toast";
import { paperPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

/** Papers that the viewer is not interested in, with a button to take each back, and one for all. */
export function DismissedPapers({
  papers,
}: {
  papers: RouterOutputs["recommendations"]["dismissed"]["papers"];
}) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const box = useRef<HTMLDivElement>(null);
  const [back, setBack] = useState<ReadonlySet<string>>(new Set());
  const takenBack = (ids: readonly string[], said: string) => {
    setBack((before) => new Set([...before, ...ids]));
    toast.success(said);
    box.current?.focus();
    refresh();
  };
  const one = useMutation(
    trpc.recommendations.dismiss.mutationOptions({
      onSuccess: (_, { paperId }) => takenBack([paperId], "It can be recommended again."),
      onError: (error) => showRefusal(error),
    }),
  );
  const all = useMutation(
    trpc.recommendations.clearDismissed.mutationOptions({
      onSuccess: () =>
        takenBack(
          papers.map(({ id }) => id),
          "All of them can be recommended again.",
        ),
      onError: (error) => showRefusal(error),
    }),
  );
  const left = papers.filter(({ id }) => !back.has(id));
  return (
    <div ref={box} tabIndex={-1}>
      {left.length === 0 ? (
        <p className="text-muted">
          You have none. Press “Not interested” on a paper in “For you” to add it here.
        </p>
      ) : (
        <>
          <ul className="grid gap-3">
            {left.map((paper) => (
              <li key={paper.id} className="flex flex-wrap items-center justify-between gap-x-3">
                <Link href={paperPath(paper.slug)} className="min-w-0 underline">
                  <PaperTitle of={paper} />
                </Link>
                <Button
                  aria-label={`Take back ${paper.title}`}
                  pending={one.isPending && one.variables.paperId === paper.id}
                  onClick={() => one.mutate({ paperId: paper.id, on: false })}
                >
                  Take back
                </Button>
              </li>
            ))}
          </ul>
          <Button className="mt-4" pending={all.isPending} onClick={() => all.mutate()}>
            Take all back
          </Button>
        </>
      )}
    </div>
  );
}

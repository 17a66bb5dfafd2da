"use client";

import { useMutation } from "@tanstack/react-query";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/trpc/client";

/** Has the site wait for a paper that its source does not have yet. */
export function AwaitPaper({ text }: { text: string }) {
  const trpc = useTRPC();
  const waiting = useMutation(trpc.papers.await.mutationOptions({ networkMode: "always" }));
  if (waiting.isSuccess) {
    return (
      <p role="status" className="text-sm">
        The site looks for it again for a week, and adds it when it appears. You will be notified.
      </p>
    );
  }
  return (
    <div className="grid gap-2">
      <div>
        <Button
          variant="primary"
          pending={waiting.isPending}
          onClick={() => waiting.mutate({ text })}
        >
          Add it when it appears
        </Button>
      </div>
      {waiting.error ? (
        <p role="alert" className="text-danger text-sm">
          {sentenceOf(waiting.error)}
        </p>
      ) : null}
    </div>
  );
}

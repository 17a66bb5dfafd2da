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
        It is looked for again by itself, for a week. Your notifications will say when it has come.
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
          Add it when it has come
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

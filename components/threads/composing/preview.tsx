"use client";

import { sentenceOf } from "@/components/shell/errors";
import { Skeleton } from "@/components/ui/skeleton";
import type { RouterOutputs } from "@/trpc/client";
import { CommentText } from "../comment/comment-text";

interface Props {
  rendered: RouterOutputs["threads"]["preview"] | undefined;
  error: unknown;
}

/** A rendered draft with the faults in its formulas. */
export function Preview({ rendered, error }: Props) {
  if (error) {
    return (
      <p role="alert" className="text-danger">
        {sentenceOf(error)}
      </p>
    );
  }
  if (!rendered) return <Skeleton className="h-16" />;
  if (rendered.html === "") return <p className="text-muted">Nothing is written yet.</p>;
  return (
    <>
      <CommentText html={rendered.html} />
      {rendered.faults.length > 0 ? (
        <div role="status" className="mt-3 border-line border-t pt-2 text-sm">
          <p className="font-medium">These formulas stay as they are written:</p>
          <ul className="list-disc pl-5">
            {rendered.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

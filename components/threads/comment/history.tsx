"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import { useTRPC } from "@/trpc/client";
import type { Entry } from "../reading/tree";
import { CommentText } from "./comment-text";
import { Spoiler } from "./spoiler";

interface Props {
  comment: Entry;
  editedAt: Date;
  timeZone: string | null;
}

/** Says that a comment was edited, and opens its earlier versions. */
export function History({ comment, editedAt, timeZone }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-6 items-center text-muted underline decoration-dotted hover:text-ink"
      >
        edited
        <span className="sr-only">
          , <When date={editedAt} timeZone={timeZone} />: show earlier versions
        </span>
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="Earlier versions of this comment">
        <Versions commentId={comment.id} spoiler={comment.spoiler} timeZone={timeZone} />
      </Dialog>
    </>
  );
}

interface Of {
  commentId: string;
  spoiler: string | null;
  timeZone: string | null;
}

function Versions({ commentId, spoiler, timeZone }: Of) {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.threads.versions.queryOptions({ commentId }, { staleTime: 0 }),
  );
  if (error) {
    return (
      <p role="alert" className="text-danger">
        {sentenceOf(error)}
      </p>
    );
  }
  if (!data) return <Skeleton className="h-32" />;
  return (
    <ol className="grid gap-4">
      {data.map(({ version, html, createdAt }) => (
        <li
          key={version ?? "now"}
          className="border-line border-t pt-3 first:border-t-0 first:pt-0"
        >
          <h3 className="mb-1 text-muted text-sm">
            {version === null ? "Now" : `Version ${version}`}, written{" "}
            <When date={createdAt} timeZone={timeZone} />
          </h3>
          {spoiler === null ? (
            <CommentText html={html} />
          ) : (
            <Spoiler about={spoiler}>
              <CommentText html={html} />
            </Spoiler>
          )}
        </li>
      ))}
    </ol>
  );
}

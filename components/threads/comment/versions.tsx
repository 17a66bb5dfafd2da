"use client";

import { useQuery } from "@tanstack/react-query";
import { sentenceOf } from "@/components/shell/errors";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/times/when";
import { useTRPC } from "@/trpc/client";
import { CommentText } from "./comment-text";
import { Spoiler } from "./spoiler";

interface Of {
  commentId: string;
  spoiler: string | null;
  timeZone: string | null;
}

/** The earlier versions of a comment, and the present one. */
export function Versions({ commentId, spoiler, timeZone }: Of) {
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

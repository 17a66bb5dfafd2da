"use client";

import { useMutation } from "@tanstack/react-query";
import { Notice } from "@/components/people/notice";
import { sentenceOf } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { paperPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** The button behind a link that upvotes a paper. */
export function UpvoteByMail({ token, slug }: { token: string; slug: string }) {
  const trpc = useTRPC();
  const upvote = useMutation(trpc.digests.upvoteByMail.mutationOptions());
  const paper = <LinkButton href={paperPath(slug)}>Go to the paper</LinkButton>;
  if (upvote.isSuccess) {
    return (
      <div className="grid max-w-md gap-4">
        <Notice>Your upvote counts.</Notice>
        <div>{paper}</div>
      </div>
    );
  }
  return (
    <div className="grid max-w-md gap-4">
      {upvote.error ? <Notice kind="wrong">{sentenceOf(upvote.error)}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={upvote.isPending}
          onClick={() => upvote.mutate({ token })}
        >
          Upvote it
        </Button>
        {paper}
      </div>
    </div>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { Notice } from "@/components/people/notice";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/trpc/client";

/** The one button behind the link that ends a subscription. Works as a plain form too. */
export function Unsubscribe({ token }: { token: string }) {
  const trpc = useTRPC();
  const unsubscribe = useMutation(trpc.digests.unsubscribe.mutationOptions());
  if (unsubscribe.isSuccess) {
    return (
      <Notice>
        <p>Done: no digest comes to this address any more.</p>
        <p className="mt-2">
          You changed your mind?{" "}
          <Link href="/subscribe" className="underline">
            Subscribe again
          </Link>
          , or with an account{" "}
          <Link href="/digests" className="underline">
            choose when it comes
          </Link>
          .
        </p>
      </Notice>
    );
  }
  return (
    <form
      method="post"
      action={`/api/unsubscribe?token=${encodeURIComponent(token)}`}
      onSubmit={(event) => {
        event.preventDefault();
        unsubscribe.mutate({ token });
      }}
      className="grid max-w-md gap-4"
    >
      {unsubscribe.error ? <Notice kind="wrong">{sentenceOf(unsubscribe.error)}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" pending={unsubscribe.isPending}>
          Unsubscribe
        </Button>
      </div>
    </form>
  );
}

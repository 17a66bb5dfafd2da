"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { Notice } from "@/components/people/notice";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/trpc/client";

/** The one button behind the link in a mail that silences what it was about. Works as a plain form too. */
export function MuteByLink({ token, thread }: { token: string; thread: boolean }) {
  const trpc = useTRPC();
  const mute = useMutation(trpc.notifications.muteByLink.mutationOptions());
  if (mute.isSuccess) {
    return (
      <Notice>
        <p>
          {thread
            ? "Done: you are told nothing more from this thread."
            : "Done: no more such mails come. You still find it under notifications."}
        </p>
        <p className="mt-2">
          You changed your mind? It is in your{" "}
          <Link
            href={thread ? "/settings#following" : "/settings#notifications"}
            className="underline"
          >
            settings
          </Link>
          .
        </p>
      </Notice>
    );
  }
  return (
    <form
      method="post"
      action={`/api/mute?token=${encodeURIComponent(token)}`}
      onSubmit={(event) => {
        event.preventDefault();
        mute.mutate({ token });
      }}
      className="grid max-w-md gap-4"
    >
      {mute.error ? <Notice kind="wrong">{sentenceOf(mute.error)}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" pending={mute.isPending}>
          {thread ? "Mute this thread" : "No more such mails"}
        </Button>
      </div>
    </form>
  );
}

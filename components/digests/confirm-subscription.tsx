"use client";

import { useMutation } from "@tanstack/react-query";
import { Notice } from "@/components/people/notice";
import { sentenceOf } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** The button behind a link that confirms a subscription. */
export function ConfirmSubscription({ token }: { token: string }) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.digests.confirm.mutationOptions());
  if (confirm.data) {
    const { nextDueAt, timeZone, words } = confirm.data;
    return (
      <div className="grid max-w-md gap-4">
        <Notice>
          <p>You are subscribed: {words.charAt(0).toLowerCase() + words.slice(1)}.</p>
          {nextDueAt ? (
            <p className="mt-2">
              Your first email comes on <When date={nextDueAt} timeZone={timeZone} />.
            </p>
          ) : null}
        </Notice>
        <div>
          <LinkButton href={PATHS.papers} variant="primary">
            See what’s trending now
          </LinkButton>
        </div>
      </div>
    );
  }
  return (
    <div className="grid max-w-md gap-4">
      {confirm.error ? <Notice kind="wrong">{sentenceOf(confirm.error)}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={confirm.isPending}
          onClick={() => confirm.mutate({ token })}
        >
          Yes, send it to me
        </Button>
        {confirm.error ? <LinkButton href={PATHS.subscribe}>Ask for a new link</LinkButton> : null}
      </div>
    </div>
  );
}

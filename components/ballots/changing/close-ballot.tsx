"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  ballotId: string;
  /** How many have voted, in words. */
  turnout: string;
}

/** Closes a ballot early, after a confirmation. */
export function CloseBallot({ group, ballotId, turnout }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const close = useMutation(
    trpc.ballots.close.mutationOptions({
      onSuccess(closed) {
        toast.success(closed ? "The ballot is closed." : "The ballot was already closed.");
      },
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  return (
    <Confirm
      trigger={<Button pending={close.isPending || refreshing}>Close ballot now</Button>}
      title="Close the ballot now?"
      action="Close ballot"
      onConfirm={() => close.mutate({ group, ballotId })}
    >
      <p>
        {turnout}. Votes are counted right away and can no longer be changed. You can’t undo this.
      </p>
    </Confirm>
  );
}

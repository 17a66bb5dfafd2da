"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { ballotsPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  paused: boolean;
}

/** Buttons that pause, resume or end a rhythm. */
export function RhythmActions({ group, paused }: Props) {
  const trpc = useTRPC();
  const { go, refresh, refreshing } = useRefresh();
  const pause = useMutation(
    trpc.rhythms.pause.mutationOptions({
      onSuccess: (_, input) =>
        toast.success(input.paused ? "The rhythm is paused." : "The rhythm continues."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  const end = useMutation(
    trpc.rhythms.end.mutationOptions({
      onSuccess() {
        toast.success("The rhythm has ended.");
        go(ballotsPath(group));
        refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  const pending = pause.isPending || end.isPending || refreshing;
  return (
    <>
      <Confirm
        trigger={
          <Button variant="quiet" pending={pending}>
            End rhythm
          </Button>
        }
        title="End the rhythm?"
        action="End rhythm"
        danger
        onConfirm={() => end.mutate({ group })}
      >
        <p>Ballots will no longer open automatically. A ballot that is already open stays open.</p>
      </Confirm>
      <Button pending={pending} onClick={() => pause.mutate({ group, paused: !paused })}>
        {paused ? "Resume" : "Pause"}
      </Button>
    </>
  );
}

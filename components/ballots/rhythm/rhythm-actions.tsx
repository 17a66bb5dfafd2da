"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { showRefusal } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  paused: boolean;
}

/** Stops a rhythm for a while, takes it up again, or ends it. */
export function RhythmDeeds({ group, paused }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const [refreshing, start] = useTransition();
  const refresh = () => start(() => router.refresh());
  const pause = useMutation(
    trpc.rhythms.pause.mutationOptions({
      onSuccess: (_, input) =>
        toast.success(input.paused ? "The rhythm is paused." : "The rhythm goes on."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  const end = useMutation(
    trpc.rhythms.end.mutationOptions({
      onSuccess() {
        toast.success("The rhythm is ended.");
        start(() => {
          router.push(`/groups/${group}/ballots`);
          router.refresh();
        });
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
            End it
          </Button>
        }
        title="End the rhythm?"
        action="End the rhythm"
        danger
        onConfirm={() => end.mutate({ group })}
      >
        <p>No more ballots open by themselves. One that is open goes on.</p>
      </Confirm>
      <Button pending={pending} onClick={() => pause.mutate({ group, paused: !paused })}>
        {paused ? "Take it up again" : "Pause"}
      </Button>
    </>
  );
}

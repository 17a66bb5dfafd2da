"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

// With the limits of a ballot come its rules and the library that checks them.
const CancelForm = dynamic(() => import("./cancel-form").then(({ CancelForm }) => CancelForm));

interface Props {
  group: string;
  ballotId: string;
}

/** Opens a draft now, after a confirmation. */
export function OpenDraft({ group, ballotId }: Props) {
  const trpc = useTRPC();
  const { refreshing, refresh } = useRefresh();
  const open = useMutation(
    trpc.ballots.open.mutationOptions({
      onSuccess: () => toast.success("The ballot is open."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  return (
    <Confirm
      trigger={
        <Button variant="primary" pending={open.isPending || refreshing}>
          Open ballot now
        </Button>
      }
      title="Open the ballot now?"
      action="Open ballot"
      onConfirm={() => open.mutate({ group, ballotId })}
    >
      <p>
        Members can vote right away. You can no longer change its papers or its rule after that.
      </p>
    </Confirm>
  );
}

/** Closes the list of candidates, after a confirmation. */
export function FreezeList({ group, ballotId }: Props) {
  const trpc = useTRPC();
  const { refreshing, refresh } = useRefresh();
  const freeze = useMutation(
    trpc.ballots.freeze.mutationOptions({
      onSuccess: () => toast.success("The list is closed."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  return (
    <Confirm
      trigger={<Button pending={freeze.isPending || refreshing}>Close the list</Button>}
      title="Close the list of papers?"
      action="Close the list"
      onConfirm={() => freeze.mutate({ group, ballotId })}
    >
      <p>Nobody can add papers to this ballot after that. Voting continues.</p>
    </Confirm>
  );
}

/** Cancels a ballot, with a note. */
export function CancelBallot({ group, ballotId }: Props) {
  const { refresh, refreshing } = useRefresh();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="quiet" pending={refreshing} onClick={() => setAsking(true)}>
        Cancel ballot
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel the ballot?"
        lead="Nothing is chosen, votes are not counted, and all its papers stay nominated. You can’t undo this."
      >
        <CancelForm
          group={group}
          ballotId={ballotId}
          onKeep={() => setAsking(false)}
          onCancelled={() => {
            setAsking(false);
            toast.success("The ballot is cancelled.");
            refresh();
          }}
        />
      </Dialog>
    </>
  );
}

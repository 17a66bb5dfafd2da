"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { DialogForm } from "@/components/ui/dialog-form";
import { TextField } from "@/components/ui/fields/field";
import { NOTE_MAX } from "@/server/ballots/schema";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  ballotId: string;
  onKeep: () => void;
  onCancelled: () => void;
}

/** The form that cancels a ballot, with a reason for its members. */
export function CancelForm({ group, ballotId, onKeep, onCancelled }: Props) {
  const trpc = useTRPC();
  const [note, setNote] = useState("");
  const cancel = useMutation(trpc.ballots.cancel.mutationOptions({ onSuccess: onCancelled }));
  return (
    <DialogForm
      action="Cancel ballot"
      danger
      pending={cancel.isPending}
      cancel="Keep ballot"
      onCancel={onKeep}
      onSubmit={(event) => {
        event.preventDefault();
        cancel.mutate({ group, ballotId, note });
      }}
    >
      <TextField
        label="Reason"
        hint="Optional. Members see it on the ballot’s page."
        maxLength={NOTE_MAX}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        error={cancel.error ? sentenceOf(cancel.error) : null}
      />
    </DialogForm>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
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
    <form
      method="post"
      noValidate
      className="grid gap-4"
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
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onKeep}>Keep ballot</Button>
        <Button type="submit" variant="danger" pending={cancel.isPending}>
          Cancel ballot
        </Button>
      </div>
    </form>
  );
}

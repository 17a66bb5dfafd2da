"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields/field";
import { OBJECTION_MAX } from "@/server/ballots/nominations/rules";
import { useTRPC } from "@/trpc/client";

export interface ObjectionProps {
  group: string;
  nominationId: string;
  title: string;
  /** Whether the viewer has objected. */
  mine: boolean;
}

/** The form that says why not this paper, changes the reason, or takes it back. */
export function ObjectionForm({
  group,
  nominationId,
  title,
  mine,
  onDone,
}: ObjectionProps & { onDone(): void }) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const [reason, setReason] = useState("");
  const object = useMutation(
    trpc.nominations.object.mutationOptions({ onSuccess: onDone, onSettled: refresh }),
  );
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        object.mutate({ group, nominationId, reason });
      }}
    >
      <p className="text-muted">
        Members see your reason beside the paper, with your name. It is not a vote: the paper stays
        nominated, and the count ignores it.
      </p>
      <p className="font-serif leading-snug">
        <bdi>{title}</bdi>
      </p>
      <TextArea
        label={mine ? "Another reason" : "Your reason"}
        hint={`At most ${OBJECTION_MAX} characters.`}
        maxLength={OBJECTION_MAX}
        rows={3}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        error={object.error ? sentenceOf(object.error) : null}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {mine ? (
          <Button
            pending={object.isPending}
            onClick={() => object.mutate({ group, nominationId, reason: null })}
          >
            Take it back
          </Button>
        ) : null}
        <Button type="submit" variant="primary" pending={object.isPending}>
          {mine ? "Change it" : "Say so"}
        </Button>
      </div>
    </form>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAnswer } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog } from "@/components/ui/dialog";
import { DialogForm } from "@/components/ui/dialog-form";
import { SelectField } from "@/components/ui/fields/field";
import { useTRPC } from "@/trpc/client";
import type { ModeratedTopic } from "./topic-form";

interface Props {
  topic: ModeratedTopic;
  /** Those into which it can be merged. */
  others: readonly ModeratedTopic[];
}

/** The button that merges a topic into another one. */
export function MergeTopic({ topic, others }: Props) {
  const [open, setOpen] = useState(false);
  if (others.length === 0) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Merge<span className="sr-only"> {topic.name}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Merge “${topic.name}” into another topic`}
        lead="Its papers, followers and subscriptions come along, and its address leads on. You can undo it."
      >
        <MergeForm topic={topic} others={others} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function MergeForm({ topic, others, onDone }: Props & { onDone(): void }) {
  const trpc = useTRPC();
  const [kept, setKept] = useState("");
  const merge = useMutation(
    trpc.papers.mergeTopics.mutationOptions(useAnswer("The topics are merged.", { onDone })),
  );
  return (
    <DialogForm
      action="Merge"
      pending={merge.isPending}
      disabled={!kept}
      onCancel={onDone}
      onSubmit={(event) => {
        event.preventDefault();
        if (kept) merge.mutate({ kept, other: topic.slug });
      }}
    >
      <SelectField
        label="The topic that stays"
        required
        value={kept}
        onChange={(event) => setKept(event.target.value)}
      >
        <option value="">Choose a topic</option>
        {others.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
    </DialogForm>
  );
}

/** The button that undoes the merge of a topic. */
export function UndoTopicMerge({ topic: { slug, name } }: Pick<Props, "topic">) {
  const trpc = useTRPC();
  const undo = useMutation(
    trpc.papers.undoTopicMerge.mutationOptions(useAnswer("The merge is undone.")),
  );
  return (
    <Confirm
      trigger={
        <Button size="small" pending={undo.isPending}>
          Undo the merge<span className="sr-only"> {name}</span>
        </Button>
      }
      title="Undo this merge?"
      action="Undo the merge"
      onConfirm={() => undo.mutate({ topic: slug })}
    >
      “{name}” gets back the papers, followers and subscriptions that came along. Papers added since
      stay.
    </Confirm>
  );
}

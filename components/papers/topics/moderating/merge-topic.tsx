"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
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
  const router = useRouter();
  const [kept, setKept] = useState("");
  const merge = useMutation(
    trpc.papers.mergeTopics.mutationOptions({
      onSuccess() {
        toast.success("The topics are merged.");
        onDone();
        router.refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
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
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={!kept} pending={merge.isPending}>
          Merge
        </Button>
      </div>
    </form>
  );
}

/** The button that undoes the merge of a topic. */
export function UndoTopicMerge({ topic: { slug, name } }: Pick<Props, "topic">) {
  const trpc = useTRPC();
  const router = useRouter();
  const undo = useMutation(
    trpc.papers.undoTopicMerge.mutationOptions({
      onSuccess() {
        toast.success("The merge is undone.");
        router.refresh();
      },
      onError: (error) => showRefusal(error),
    }),
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

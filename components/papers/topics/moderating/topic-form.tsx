"use client";

import { useMutation } from "@tanstack/react-query";
import { useAnswer, useSchemaForm } from "@/components/shell/form";
import { DialogForm } from "@/components/ui/dialog-form";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { DESCRIPTION_MAX, topicForm } from "@/server/papers/topics/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

export type ModeratedTopic = RouterOutputs["papers"]["allTopics"][number];

interface Props {
  /** Null for a new one. */
  topic: ModeratedTopic | null;
  onDone(): void;
}

/** Name, description and words of a topic. */
export function TopicForm({ topic, onDone }: Props) {
  const trpc = useTRPC();
  const form = useSchemaForm(topicForm, {
    name: topic?.name ?? "",
    description: topic?.description ?? "",
    words: topic?.words.join("\n") ?? "",
  });
  const save = useMutation(
    trpc.papers.saveTopic.mutationOptions(useAnswer("The topic is saved.", { onDone, form })),
  );
  const { errors } = form.formState;
  return (
    <DialogForm
      action="Save"
      pending={save.isPending}
      onCancel={onDone}
      onSubmit={form.handleSubmit((fields) =>
        save.mutate({ ...fields, topic: topic?.slug ?? null }),
      )}
    >
      <TextField label="Name" error={errors.name?.message ?? null} {...form.register("name")} />
      <TextArea
        label="Description (optional)"
        rows={3}
        maxLength={DESCRIPTION_MAX}
        error={errors.description?.message ?? null}
        {...form.register("description")}
      />
      <TextArea
        label="Words (optional)"
        hint="Papers with one of these in their title or abstract get this topic. Write one word or phrase on a line. A star stands for any ending: retriev* finds “retrieval”."
        rows={6}
        error={errors.words?.message ?? null}
        {...form.register("words")}
      />
    </DialogForm>
  );
}

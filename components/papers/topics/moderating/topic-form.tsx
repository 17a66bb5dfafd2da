"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
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
  const router = useRouter();
  const form = useSchemaForm(topicForm, {
    name: topic?.name ?? "",
    description: topic?.description ?? "",
    words: topic?.words.join("\n") ?? "",
  });
  const save = useMutation(
    trpc.papers.saveTopic.mutationOptions({
      onSuccess() {
        toast.success("The topic is saved.");
        onDone();
        router.refresh();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
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
        hint="One word or phrase on a line. A star stands for any end: retriev* finds “retrieval”."
        rows={6}
        error={errors.words?.message ?? null}
        {...form.register("words")}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" pending={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

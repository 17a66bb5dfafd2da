"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { linkForm } from "@/server/meetings/schema";
import { useTRPC } from "@/trpc/client";
import { useMeetingAction } from "./use-action";

interface Props {
  group: string;
  meetingId: string;
  onDone(): void;
}

/** The form that adds a link to a meeting. */
export function LinkForm({ group, meetingId, onDone }: Props) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const form = useSchemaForm(linkForm, { title: "", url: "" });
  const add = useMutation(
    trpc.meetings.addLink.mutationOptions({
      ...options,
      onSuccess: onDone,
      onError: (error) => showRefusal(error, form),
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((values) => add.mutate({ group, meetingId, ...values }))}
    >
      <TextField
        label="Title"
        placeholder="Slides"
        maxLength={120}
        autoComplete="off"
        {...form.register("title")}
        error={errors.title?.message ?? null}
      />
      <TextField
        label="Link"
        type="url"
        inputMode="url"
        placeholder="https://"
        maxLength={2000}
        autoComplete="off"
        {...form.register("url")}
        error={errors.url?.message ?? null}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={add.isPending || refreshing}>
          Add
        </Button>
      </div>
    </form>
  );
}

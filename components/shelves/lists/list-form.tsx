"use client";

import { useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { listForm } from "@/server/shelves/schema";
import { useListCalls } from "./use-list-calls";

interface Props {
  group: string | null;
  /** The list to change; none for a new one. */
  list?: { id: string; name: string; description: string };
  onDone?: () => void;
}

/** The form for a new list, or for the name and description of one. */
export function ListForm({ group, list, onDone }: Props) {
  const calls = useListCalls(group);
  const { refresh, refreshing } = useRefresh();
  const form = useSchemaForm(listForm, {
    name: list?.name ?? "",
    description: list?.description ?? "",
  });
  const save = useMutation({
    async mutationFn(values: z.output<typeof listForm>) {
      if (list) await calls.change({ listId: list.id, ...values });
      else await calls.add(values);
    },
    onSuccess() {
      toast.success(list ? "Saved." : "The list is made. Add papers with “Keep”.");
      if (!list) form.reset();
      refresh();
      onDone?.();
    },
    onError: (error) => showRefusal(error, form),
  });
  const { errors } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
    >
      <TextField
        label="Name"
        maxLength={100}
        {...form.register("name")}
        error={errors.name?.message ?? null}
      />
      <TextField
        label="Description (optional)"
        {...form.register("description")}
        error={errors.description?.message ?? null}
      />
      <div>
        <Button type="submit" variant="primary" pending={save.isPending || refreshing}>
          {list ? "Save" : "Make the list"}
        </Button>
      </div>
    </form>
  );
}

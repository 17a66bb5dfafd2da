"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { changeForm, PER_DAY_MAX } from "@/server/watches/schema";
import type { RouterInputs } from "@/trpc/client";
import { useWatchCalls } from "./use-watch-calls";
import type { Watch } from "./words";

interface Props {
  group: string | null;
  watch: Pick<Watch, "id" | "kind" | "name" | "query" | "perDay">;
  onDone(): void;
}

/** The form that changes the name of a watch and its limit. */
export function WatchForm({ group, watch, onDone }: Props) {
  const calls = useWatchCalls(group);
  const { refresh } = useRefresh();
  const { id: watchId, kind, name, query, perDay } = watch;
  const form = useSchemaForm(changeForm, { name, query, perDay });
  const change = useMutation({
    mutationFn: (input: RouterInputs["siteWatches"]["change"]) => calls.change(input),
    onSuccess() {
      toast.success("Saved.");
      refresh();
      onDone();
    },
    onError: (error) => showRefusal(error, form),
  });
  const { errors } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((values) => change.mutate({ watchId, ...values }))}
    >
      <TextField label="Name" {...form.register("name")} error={errors.name?.message ?? null} />
      <TextField
        label={kind === "feed" ? "Address of the feed" : "Search for"}
        {...form.register("query")}
        error={errors.query?.message ?? null}
      />
      <TextField
        label="Papers a day (at most)"
        type="number"
        min={1}
        max={PER_DAY_MAX}
        {...form.register("perDay", { valueAsNumber: true })}
        error={errors.perDay?.message ?? null}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={change.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

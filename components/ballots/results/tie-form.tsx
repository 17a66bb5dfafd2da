"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { decideInput, NOTE_MAX } from "@/server/ballots/schema";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  ballotId: string;
  tied: { id: string; title: string }[];
}

/** The form in which an organizer decides a tie and says why. */
export function TieForm({ group, ballotId, tied }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const form = useSchemaForm(decideInput, { ballotId, candidateId: "", note: "" });
  const decide = useMutation(
    trpc.ballots.decide.mutationOptions({
      onSuccess() {
        toast.success("The tie is decided.");
        refresh();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="mt-4 grid max-w-2xl gap-4 print:hidden"
      onSubmit={form.handleSubmit((values) => decide.mutate({ group, ...values }))}
    >
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium text-sm">The paper to read</legend>
        {tied.map(({ id, title }) => (
          <label key={id} className="flex min-h-10 items-center gap-3">
            <input
              type="radio"
              value={id}
              className="size-5 shrink-0 accent-[var(--accent)]"
              {...form.register("candidateId")}
            />
            <span className="font-serif">{title}</span>
          </label>
        ))}
        {errors.candidateId ? (
          <p role="alert" className="text-danger text-sm">
            Choose one of the papers.
          </p>
        ) : null}
      </fieldset>
      <TextField
        label="Why this one"
        hint="Shown with the result and in the record."
        maxLength={NOTE_MAX}
        {...form.register("note")}
        error={errors.note?.message ?? null}
      />
      <div>
        <Button type="submit" variant="primary" pending={decide.isPending || refreshing}>
          Decide tie
        </Button>
      </div>
    </form>
  );
}

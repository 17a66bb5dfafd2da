"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { decideInput, NOTE_MAX } from "@/server/ballots/schema";
import { listInWords } from "@/server/platform/text/words";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  ballotId: string;
  /** The papers that could have won, each alone, or those that could have won together. */
  choices: { id: string; title: string }[][];
}

/** The form in which an organizer decides a tie and says why. */
export function TieForm({ group, ballotId, choices }: Props) {
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
  const { candidateId, others = [] } = form.watch();
  const wanted = [candidateId, ...others].join();
  const several = choices.some((choice) => choice.length > 1);
  return (
    <form
      noValidate
      className="mt-4 grid max-w-2xl gap-4 print:hidden"
      onSubmit={form.handleSubmit((values) => decide.mutate({ group, ...values }))}
    >
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium text-sm">
          {several ? "The papers to read" : "The paper to read"}
        </legend>
        {choices.map((choice) => {
          const key = choice.map(({ id }) => id).join();
          return (
            <label key={key} className="flex min-h-10 items-center gap-3">
              <input
                type="radio"
                name="choice"
                value={key}
                checked={key === wanted}
                onChange={() => {
                  const [first = "", ...rest] = choice.map(({ id }) => id);
                  form.setValue("candidateId", first, { shouldValidate: true });
                  form.setValue("others", rest);
                }}
                className="size-5 shrink-0 accent-[var(--accent)]"
              />
              <span className="font-serif">{listInWords(choice.map(({ title }) => title))}</span>
            </label>
          );
        })}
        {errors.candidateId ? (
          <p role="alert" className="text-danger text-sm">
            {several ? "Choose the papers." : "Choose one of the papers."}
          </p>
        ) : null}
      </fieldset>
      <TextField
        label={several ? "Why these" : "Why this one"}
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

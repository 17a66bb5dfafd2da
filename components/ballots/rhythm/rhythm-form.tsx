"use client";

import { useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { type BallotChoices, rhythmInput } from "@/server/ballots/schema";
import { WEEKDAYS } from "@/server/platform/text/words";
import { ballotsPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { ChoiceFields } from "../making/choice-fields";
import { rhythmInWords } from "./words";

export type RhythmFields = z.input<typeof rhythmInput>;

interface Props {
  group: string;
  /** The group's time zone. */
  timeZone: string;
  defaults: RhythmFields;
}

/** The form of a rhythm: times, and the choices of its ballots. */
export function RhythmForm({ group, timeZone, defaults }: Props) {
  const trpc = useTRPC();
  const { go, refresh, refreshing: leaving } = useRefresh();
  const form = useSchemaForm(rhythmInput, defaults);
  const set = useMutation(
    trpc.rhythms.set.mutationOptions({
      onSuccess() {
        toast.success("The rhythm is saved.");
        go(ballotsPath(group));
        refresh();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  const values = form.watch();
  const { errors } = form.formState;
  const number = { valueAsNumber: true };
  const days = WEEKDAYS.map((day, at) => (
    <option key={day} value={at + 1}>
      {day}
    </option>
  ));
  return (
    <form
      noValidate
      className="grid max-w-2xl gap-8"
      onSubmit={form.handleSubmit((wanted) => set.mutate({ group, ...wanted }))}
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label="Opens on"
          {...form.register("opensOn", number)}
          error={errors.opensOn?.message ?? null}
        >
          {days}
        </SelectField>
        <TextField
          label="Opens at"
          type="time"
          {...form.register("opensTime")}
          error={errors.opensTime?.message ?? null}
        />
        <SelectField
          label="Closes on"
          {...form.register("closesOn", number)}
          error={errors.closesOn?.message ?? null}
        >
          {days}
        </SelectField>
        <TextField
          label="Closes at"
          type="time"
          {...form.register("closesTime")}
          error={errors.closesTime?.message ?? null}
        />
        <TextField
          label="Repeat every (weeks)"
          type="number"
          min={1}
          max={52}
          {...form.register("everyWeeks", number)}
          error={errors.everyWeeks?.message ?? null}
        />
        <TextField
          label="Starting from"
          type="date"
          hint="Weeks are counted from this day."
          {...form.register("fromDay")}
          error={errors.fromDay?.message ?? null}
        />
        <TextField
          label="Papers on a ballot (at most)"
          type="number"
          min={1}
          hint="Taken from the pool: those that were on the fewest ballots first, then those that have waited longest."
          {...form.register("candidates", number)}
          error={errors.candidates?.message ?? null}
        />
      </div>
      <p role="status" className="text-muted">
        {rhythmInWords(values)}, in the group’s time zone, {timeZone.replaceAll("_", " ")}. If no
        paper waits or the rhythm’s last ballot is still open, that turn is skipped and organizers
        get an email.
      </p>
      <ChoiceFields
        choices={{ ...values, seats: values.seats ?? 1 }}
        onChange={(changed) => {
          for (const [key, value] of Object.entries(changed))
            form.setValue(key as "rule", value as BallotChoices["rule"], {
              shouldValidate: form.formState.isSubmitted,
            });
        }}
        quorumError={errors.quorum?.message ?? null}
      />
      {errors.seats ? (
        <p role="alert" className="text-danger text-sm">
          {errors.seats.message}
        </p>
      ) : null}
      <div>
        <Button type="submit" variant="primary" pending={set.isPending || leaving}>
          Save rhythm
        </Button>
      </div>
    </form>
  );
}

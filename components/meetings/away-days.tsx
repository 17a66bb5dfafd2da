"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { awayInput } from "@/server/meetings/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { useMeetingAction } from "./use-action";
import { dayInWords } from "./words";

interface Props {
  group: string;
  away: RouterOutputs["meetings"]["away"];
}

/** Days on which the viewer is away from the group. The rotation skips them, and members see it. */
export function AwayDays({ group, away }: Props) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const form = useSchemaForm(awayInput, { fromDay: "", lastDay: "" });
  const add = useMutation(
    trpc.meetings.addAway.mutationOptions({
      ...options,
      onSuccess: () => form.reset(),
      onError: (error) => showRefusal(error, form),
    }),
  );
  const remove = useMutation(trpc.meetings.removeAway.mutationOptions(options));
  const { errors } = form.formState;
  return (
    <div className="grid gap-3">
      <p className="text-muted text-sm">
        You are not expected to present on these days. Group members see on meetings that you are
        away.
      </p>
      {away.length > 0 ? (
        <ul className="grid gap-1">
          {away.map(({ id, fromDay, lastDay }) => {
            const days =
              fromDay === lastDay
                ? dayInWords(fromDay)
                : `${dayInWords(fromDay)} to ${dayInWords(lastDay)}`;
            return (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-3">
                {days}
                <Button
                  size="small"
                  variant="quiet"
                  pending={remove.isPending || refreshing}
                  onClick={() => remove.mutate({ group, awayId: id })}
                >
                  Remove<span className="sr-only"> {days}</span>
                </Button>
              </li>
            );
          })}
        </ul>
      ) : null}
      <form
        method="post"
        noValidate
        className="grid gap-3"
        onSubmit={form.handleSubmit((values) => add.mutate({ group, ...values }))}
      >
        <div className="grid grid-cols-2 gap-3">
          <TextField
            type="date"
            label="First day away"
            {...form.register("fromDay")}
            error={errors.fromDay?.message ?? null}
          />
          <TextField
            type="date"
            label="Last day away"
            {...form.register("lastDay")}
            error={errors.lastDay?.message ?? null}
          />
        </div>
        <div>
          <Button type="submit" pending={add.isPending || refreshing}>
            Add days away
          </Button>
        </div>
      </form>
    </div>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { showRefusal, useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { TimeZoneField } from "@/components/ui/time-zone-field";
import { subscriptionInput } from "@/server/digests/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Subscription = RouterOutputs["digests"]["mine"];

const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** When the viewer's digest comes. */
export function SubscriptionForm({ subscription }: { subscription: Subscription }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [refreshing, start] = useTransition();
  const { cadence, hour, weekday, timeZone } = subscription;
  const form = useSchemaForm(subscriptionInput, { cadence, hour, weekday, timeZone });
  const set = useMutation(trpc.digests.set.mutationOptions());
  const chosen = form.watch("cadence");
  const submit = form.handleSubmit(async (input) => {
    try {
      await set.mutateAsync(input);
      toast.success(input.cadence === "off" ? "No digest comes any more." : "Saved.");
      start(() => router.refresh());
    } catch (error) {
      showRefusal(error, form);
    }
  });
  const { errors } = form.formState;
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <SelectField
        label="How often"
        defaultValue={cadence}
        error={errors.cadence?.message}
        {...form.register("cadence")}
      >
        <option value="daily">Every day</option>
        <option value="weekly">Once a week</option>
        <option value="off">Not at all</option>
      </SelectField>
      {chosen === "off" ? null : (
        <div className="grid gap-5 sm:grid-cols-2">
          {chosen === "weekly" ? (
            <SelectField
              label="Day"
              defaultValue={weekday}
              error={errors.weekday?.message}
              {...form.register("weekday", { valueAsNumber: true })}
            >
              {DAYS.map((day, at) => (
                <option key={day} value={at + 1}>
                  {day}
                </option>
              ))}
            </SelectField>
          ) : null}
          <SelectField
            label="Hour"
            defaultValue={hour}
            error={errors.hour?.message}
            {...form.register("hour", { valueAsNumber: true })}
          >
            {HOURS.map((words, at) => (
              <option key={words} value={at}>
                {words}
              </option>
            ))}
          </SelectField>
          <TimeZoneField
            label="Time zone"
            current={timeZone}
            defaultValue={timeZone}
            error={errors.timeZone?.message}
            {...form.register("timeZone")}
          />
        </div>
      )}
      <div>
        <Button type="submit" variant="primary" pending={set.isPending || refreshing}>
          Save
        </Button>
      </div>
    </form>
  );
}

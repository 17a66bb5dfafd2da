"use client";

import {
  type FieldErrors,
  type FieldValues,
  type Path,
  type UseFormReturn,
  useWatch,
} from "react-hook-form";
import { MomentFields } from "@/components/ballots/making/moment-fields";
import { TextField } from "@/components/ui/fields/field";
import { MINUTES_MAX, MINUTES_MIN, PLACE_MAX } from "@/server/meetings/schema";
import type { WallClock } from "@/server/platform/time/local-time";

interface Fields extends FieldValues {
  startsAt: WallClock;
}

/** The fields of every form that schedules a meeting: time, length and place. */
export function WhenAndWhere<In extends Fields, Out>({
  form,
  timeZone,
}: {
  form: UseFormReturn<In, unknown, Out>;
  /** The group's time zone. */
  timeZone: string;
}) {
  const name = (path: string) => path as Path<In>;
  const errors = form.formState.errors as FieldErrors<Fields>;
  const said = (field: string) => (errors[field]?.message as string | undefined) ?? null;
  const { control } = form;
  return (
    <>
      <MomentFields
        legend="When"
        timeZone={timeZone}
        value={useWatch({ control, name: name("startsAt") }) as WallClock}
        date={form.register(name("startsAt.date"))}
        time={form.register(name("startsAt.time"))}
        errors={{
          date: errors.startsAt?.date?.message,
          time: errors.startsAt?.time?.message,
          both: errors.startsAt?.message,
        }}
      />
      <HowAndWhere form={form} said={said} />
    </>
  );
}

/** The fields for length and place. */
export function HowAndWhere<In extends FieldValues, Out>({
  form,
  said,
}: {
  form: UseFormReturn<In, unknown, Out>;
  said: (field: string) => string | null;
}) {
  const name = (path: string) => path as Path<In>;
  return (
    <>
      <TextField
        label="Length in minutes"
        type="number"
        inputMode="numeric"
        min={MINUTES_MIN}
        max={MINUTES_MAX}
        step={5}
        className="max-w-40"
        {...form.register(name("minutes"))}
        error={said("minutes")}
      />
      <TextField
        label="Place"
        hint="A room or an address. Optional."
        maxLength={PLACE_MAX}
        autoComplete="off"
        {...form.register(name("place"))}
        error={said("place")}
      />
      <TextField
        label="Video call link"
        hint="Optional. Only members can see the place and the link."
        type="url"
        inputMode="url"
        maxLength={2000}
        autoComplete="off"
        {...form.register(name("link"))}
        error={said("link")}
      />
    </>
  );
}

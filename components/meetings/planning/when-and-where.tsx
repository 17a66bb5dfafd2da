"use client";

import {
  type FieldErrors,
  type FieldValues,
  type Path,
  type UseFormReturn,
  useWatch,
} from "react-hook-form";
import { MomentFields } from "@/components/ballots/making/moment-fields";
import type { WallClock } from "@/server/platform/time/local-time";
import { HowAndWhere } from "./how-and-where";

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

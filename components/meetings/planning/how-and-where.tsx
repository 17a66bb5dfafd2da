"use client";

import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { TextField } from "@/components/ui/fields/field";
import { MINUTES_MAX, MINUTES_MIN, PLACE_MAX } from "@/server/meetings/schema";

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

"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { useViewer } from "@/components/people/viewer";
import { TextField } from "@/components/ui/fields/field";
import { When } from "@/components/ui/times/when";
import { instantOf, type WallClock } from "@/server/platform/time/local-time";

interface Props {
  legend: string;
  /** The group's time zone, which the fields are in. */
  timeZone: string;
  /** The present value of the fields. */
  value: WallClock;
  date: ComponentProps<"input">;
  time: ComponentProps<"input">;
  errors: { date?: string | undefined; time?: string | undefined; both?: string | undefined };
  /** Quick choices, under the fields. */
  children?: ReactNode;
}

/** A date and a time on the group's clocks, repeated on the viewer's. */
export function MomentFields({ legend, timeZone, value, date, time, errors, children }: Props) {
  const id = useId();
  const { viewer } = useViewer();
  const instant = instantOrNull(value, timeZone);
  const elsewhere = viewer && viewer.timeZone !== timeZone ? viewer.timeZone : null;
  return (
    <fieldset aria-describedby={`${id}-meant`} className="min-w-0">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      <div className="grid max-w-sm grid-cols-2 gap-3">
        <TextField {...date} type="date" label="Date" error={errors.date ?? null} />
        <TextField {...time} type="time" label="Time" error={errors.time ?? null} />
      </div>
      {errors.both ? (
        <p role="alert" className="mt-1 text-danger text-sm">
          {errors.both}
        </p>
      ) : null}
      <p id={`${id}-meant`} className="mt-1.5 min-h-5 text-muted text-sm">
        {instant ? (
          <>
            {"In the group’s time zone: "}
            <When date={instant} timeZone={timeZone} />
            {elsewhere ? (
              <>
                {". In yours: "}
                <When date={instant} timeZone={elsewhere} />
              </>
            ) : null}
          </>
        ) : (
          `In the group’s time zone, ${timeZone.replaceAll("_", " ")}.`
        )}
      </p>
      {children}
    </fieldset>
  );
}

function instantOrNull(value: WallClock, timeZone: string): Date | null {
  try {
    return instantOf(value, timeZone);
  } catch {
    return null;
  }
}

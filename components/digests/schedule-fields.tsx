"use client";

import type { UseFormReturn } from "react-hook-form";
import { TimeZoneField } from "@/components/shell/zones/time-zone-field";
import { SelectField, TextField } from "@/components/ui/fields/field";
import type { ScheduleFields as Fields } from "@/server/digests/schema";
import { WEEKDAYS } from "@/server/platform/text/words";

const CADENCES = [
  ["daily", "Every day"],
  ["weekdays", "On certain days of the week"],
  ["weekly", "Once a week"],
  ["fortnightly", "Every two weeks"],
  ["monthly", "Once a month"],
  ["off", "Not at all"],
] as const;

interface Props {
  form: UseFormReturn<Fields, unknown, never>;
}

/** The schedule and length of a digest. */
export function ScheduleFields({ form }: Props) {
  const { register, watch, setValue } = form;
  const { errors } = form.formState;
  const { cadence, days = [1], hour = 8, minute = 0, timeZone, skipsEmpty = true } = watch();
  const number = { valueAsNumber: true };
  const oneDay = cadence === "weekly" || cadence === "fortnightly";
  const time = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
  return (
    <div className="grid gap-5">
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <SelectField label="How often" error={errors.cadence?.message} {...register("cadence")}>
          {CADENCES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </SelectField>
        {oneDay ? (
          <SelectField
            label="Day"
            value={days[0] ?? 1}
            error={errors.days?.message}
            onChange={({ target }) => setValue("days", [Number(target.value)])}
          >
            {WEEKDAYS.map((day, at) => (
              <option key={day} value={at + 1}>
                {day}
              </option>
            ))}
          </SelectField>
        ) : null}
        {cadence === "monthly" ? (
          <TextField
            label="Day of the month"
            type="number"
            min={1}
            max={31}
            hint="In shorter months, on the last day."
            error={errors.dayOfMonth?.message}
            {...register("dayOfMonth", number)}
          />
        ) : null}
      </div>
      {cadence === "weekdays" ? (
        <fieldset>
          <legend className="mb-1 font-medium text-sm">Days</legend>
          <div className="flex flex-wrap gap-2">
            {WEEKDAYS.map((day, at) => (
              <label
                key={day}
                className="flex min-h-10 cursor-pointer items-center gap-2 rounded-md border border-line bg-surface px-3 hover:bg-sunken has-[:checked]:border-accent has-[:checked]:bg-sunken"
              >
                <input
                  type="checkbox"
                  className="size-4 accent-[var(--accent)]"
                  checked={days.includes(at + 1)}
                  onChange={({ target }) =>
                    setValue(
                      "days",
                      target.checked ? [...days, at + 1] : days.filter((one) => one !== at + 1),
                      { shouldValidate: form.formState.isSubmitted },
                    )
                  }
                />
                {day}
              </label>
            ))}
          </div>
          {errors.days ? (
            <p role="alert" className="mt-1 text-danger text-sm">
              {errors.days.message}
            </p>
          ) : null}
        </fieldset>
      ) : null}
      {cadence === "off" ? null : (
        <>
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <TextField
              label="Time"
              type="time"
              required
              value={time}
              error={errors.hour?.message ?? errors.minute?.message}
              onChange={({ target }) => {
                const [chosenHour, chosenMinute] = target.value.split(":").map(Number);
                if (chosenHour === undefined || chosenMinute === undefined) return;
                setValue("hour", chosenHour);
                setValue("minute", chosenMinute);
              }}
            />
            <TimeZoneField
              label="Time zone"
              current={timeZone}
              error={errors.timeZone?.message}
              {...register("timeZone")}
            />
            {cadence === "fortnightly" ? (
              <TextField
                label="First on or after"
                type="date"
                hint="The two weeks are counted from this day."
                error={errors.fromDay?.message}
                {...register("fromDay", { setValueAs: (day) => day || undefined })}
              />
            ) : null}
            <TextField
              label="Paused until"
              type="date"
              hint="Nothing is sent before this day. Leave empty if it is not paused."
              error={errors.pausedUntil?.message}
              {...register("pausedUntil", { setValueAs: (day) => day || null })}
            />
            <SelectField label="Length" error={errors.length?.message} {...register("length")}>
              <option value="full">Full: with the first lines of papers</option>
              <option value="short">Short: titles only, and fewer of them</option>
            </SelectField>
          </div>
          <label className="flex min-h-10 cursor-pointer items-start gap-3">
            <input
              type="checkbox"
              className="mt-1 size-4 accent-[var(--accent)]"
              checked={skipsEmpty}
              onChange={({ target }) => setValue("skipsEmpty", target.checked)}
            />
            <span>
              Skip the email when nothing is new
              <span className="block text-muted text-sm">
                Otherwise, you get an email that says so, at the usual time.
              </span>
            </span>
          </label>
        </>
      )}
    </div>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { SelectField, TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { EVERY_WEEKS_MAX, MINUTES_USUAL, slotInput } from "@/server/meetings/schema";
import { countInWords, WEEKDAYS } from "@/server/platform/text/words";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { useMeetingAction } from "../use-action";
import { everyInWords } from "../words";
import { HowAndWhere } from "./how-and-where";

const WEEKS = Array.from({ length: EVERY_WEEKS_MAX }, (_, at) => at + 1);

interface Props {
  group: string;
  slot: RouterOutputs["meetings"]["slot"]["slot"];
  /** The group's time zone. */
  timeZone: string;
  /** Today in the group's time zone, YYYY-MM-DD. */
  today: string;
}

/** The group's regular meeting time. The winner of a ballot gets the next such time. */
export function SlotSettings({ group, slot, timeZone, today }: Props) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const form = useSchemaForm(slotInput, {
    fromDay: slot?.fromDay ?? today,
    everyWeeks: slot?.everyWeeks ?? 1,
    weekday: slot?.weekday ?? 4,
    time: slot?.time ?? "17:00",
    minutes: slot?.minutes ?? MINUTES_USUAL,
    place: slot?.place ?? "",
    link: slot?.link ?? "",
    rotates: slot?.rotates ?? false,
    movesPlanned: slot !== null,
  });
  const set = useMutation(
    trpc.meetings.setSlot.mutationOptions({
      ...options,
      onSuccess: ({ changed }) =>
        void toast.success(
          changed > 0
            ? `Saved. ${countInWords(changed, "meeting")} changed, and the members are being told.`
            : "Saved.",
        ),
      onError: (error) => showRefusal(error, form),
    }),
  );
  const clear = useMutation(
    trpc.meetings.clearSlot.mutationOptions({
      ...options,
      onSuccess: () => toast.success("The group no longer has a regular time."),
    }),
  );
  const { errors } = form.formState;
  const said = (field: string) =>
    (errors as Record<string, { message?: string } | undefined>)[field]?.message ?? null;
  const pending = set.isPending || clear.isPending || refreshing;
  return (
    <form
      method="post"
      noValidate
      className="grid max-w-2xl gap-5"
      onSubmit={form.handleSubmit((values) => set.mutate({ group, ...values }))}
    >
      <div className="grid items-start gap-3 sm:grid-cols-3">
        <SelectField label="How often" {...form.register("everyWeeks")} error={said("everyWeeks")}>
          {WEEKS.map((weeks) => (
            <option key={weeks} value={weeks}>
              {everyInWords(weeks)}
            </option>
          ))}
        </SelectField>
        <SelectField label="Weekday" {...form.register("weekday")} error={said("weekday")}>
          {WEEKDAYS.map((name, at) => (
            <option key={name} value={at + 1}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          type="time"
          label="Time"
          hint={`In the time zone ${timeZone.replaceAll("_", " ")}.`}
          {...form.register("time")}
          error={said("time")}
        />
      </div>
      <TextField
        type="date"
        label="Not before"
        hint="The weeks are counted from the first such weekday on or after this day."
        className="max-w-48"
        {...form.register("fromDay")}
        error={said("fromDay")}
      />
      <HowAndWhere form={form} said={said} />
      <label className="grid cursor-pointer grid-cols-[auto_1fr] gap-x-3">
        <input
          type="checkbox"
          {...form.register("rotates")}
          className="mt-1 size-4 accent-[var(--accent)]"
        />
        <span>
          <span className="font-medium">Members take turns presenting</span>
          <span className="block text-muted text-sm">
            Each new meeting goes to the member who has presented least often, then longest ago.
            Members who are away are skipped, and anyone can pass a meeting on. Otherwise members
            volunteer.
          </span>
        </span>
      </label>
      {slot ? (
        <label className="grid cursor-pointer grid-cols-[auto_1fr] gap-x-3">
          <input
            type="checkbox"
            {...form.register("movesPlanned")}
            className="mt-1 size-4 accent-[var(--accent)]"
          />
          <span>
            <span className="font-medium">Planned meetings move along</span>
            <span className="block text-muted text-sm">
              Meetings at the old time move to the new one in the same week, or to the next free
              one, and members are told of each. Meetings at other times stay.
            </span>
          </span>
        </label>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Save the regular time
        </Button>
        {slot ? (
          <Confirm
            trigger={<Button pending={pending}>Meet without a regular time</Button>}
            title="Remove the regular time?"
            action="Give it up"
            onConfirm={() => clear.mutate({ group })}
          >
            <p>
              Planned meetings stay. From now on, papers chosen by ballot wait until an organizer
              plans their meeting.
            </p>
          </Confirm>
        ) : null}
      </div>
    </form>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { type FieldErrors, useFieldArray, useWatch } from "react-hook-form";
import { MomentFields } from "@/components/ballots/making/moment-fields";
import { PaperOfForm } from "@/components/papers/paper-heading";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import { toast } from "@/components/ui/toast";
import { DATES_MAX, DATES_MIN, pollForm, WAITS } from "@/server/meetings/polls/schema";
import { MINUTES_USUAL } from "@/server/meetings/schema";
import { countInWords } from "@/server/platform/text/words";
import { type WallClock, wallClockOf } from "@/server/platform/time/local-time";
import { datePollPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { HowAndWhere } from "../planning/how-and-where";

interface Props {
  group: string;
  /** The group's time zone. */
  timeZone: string;
  /** The chosen reading, or any paper. */
  about: { readingId: string; paperId: null } | { readingId: null; paperId: string };
  paper: { title: string; authors: string[]; authorCount: number };
  /** Initial values of the form. */
  draft: RouterOutputs["meetings"]["draft"];
  /** Goes back to the choice of the paper, where there was one. */
  onBack?: () => void;
}

const EMPTY = { date: "", time: "" };

/** The form that asks the members of a group when they can meet. */
export function PollForm({ group, timeZone, about, paper, draft, onBack }: Props) {
  const trpc = useTRPC();
  const { go, refreshing } = useRefresh();
  const first = draft?.startsAt ? wallClockOf(draft.startsAt, timeZone) : EMPTY;
  const form = useSchemaForm(pollForm(timeZone), {
    dates: [first, { ...EMPTY, time: first.time }, { ...EMPTY, time: first.time }],
    days: 0,
    minutes: draft?.minutes ?? MINUTES_USUAL,
    place: draft?.place ?? "",
    link: draft?.link ?? "",
  });
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "dates" });
  const dates = useWatch({ control, name: "dates" }) as WallClock[];
  const open = useMutation(
    trpc.datePolls.open.mutationOptions({
      onSuccess({ id }) {
        toast.success("The members are asked.");
        go(datePollPath(group, id));
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  const errors = form.formState.errors as FieldErrors<{ dates: WallClock[] }> &
    Record<string, { message?: string }>;
  const all = errors.dates?.root?.message ?? errors.dates?.message;
  return (
    <form
      method="post"
      noValidate
      className="grid max-w-2xl gap-5"
      onSubmit={(event) => {
        // The form begins with more rows than it needs.
        const blank = dates.flatMap(({ date }, at) => (date === "" ? at : []));
        if (dates.length - blank.length >= DATES_MIN) remove(blank);
        return form.handleSubmit((values) => open.mutate({ group, ...about, ...values }))(event);
      }}
    >
      <PaperOfForm paper={paper} />
      <ol className="grid gap-4">
        {fields.map(({ id }, at) => (
          <li key={id} className="flex items-start gap-2">
            <MomentFields
              legend={`Time ${at + 1}`}
              timeZone={timeZone}
              value={dates[at] ?? EMPTY}
              date={form.register(`dates.${at}.date`)}
              time={form.register(`dates.${at}.time`)}
              errors={{
                date: errors.dates?.[at]?.date?.message,
                time: errors.dates?.[at]?.time?.message,
                both: errors.dates?.[at]?.message,
              }}
            />
            {fields.length > DATES_MIN ? (
              <Button variant="quiet" className="mt-6" onClick={() => remove(at)}>
                <Icon of="lucide--x" className="size-4" />
                <span className="sr-only">Remove time {at + 1}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {all ? (
        <p role="alert" className="text-danger text-sm">
          {all}
        </p>
      ) : null}
      {fields.length < DATES_MAX ? (
        <div>
          <Button onClick={() => append({ ...EMPTY, time: dates.at(-1)?.time ?? "" })}>
            <Icon of="lucide--plus" className="size-4" />
            Add another time
          </Button>
        </div>
      ) : null}
      <SelectField
        label="Wait for answers"
        hint="It closes sooner once everybody has answered, and a day before the last of these times at the latest."
        className="max-w-72"
        {...form.register("days")}
        error={errors.days?.message ?? null}
      >
        {WAITS.map((days) => (
          <option key={days} value={days}>
            {days === 0 ? "until everybody has answered" : `for ${countInWords(days, "day")}`}
          </option>
        ))}
      </SelectField>
      <HowAndWhere form={form} said={(field) => errors[field]?.message ?? null} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={open.isPending || refreshing}>
          Ask the members
        </Button>
        {onBack ? <Button onClick={onBack}>Choose another paper</Button> : null}
      </div>
    </form>
  );
}

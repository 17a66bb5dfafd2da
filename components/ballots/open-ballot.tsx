"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useController, useWatch } from "react-hook-form";
import { showRefusal, useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { closingChoices, LONGEST_DAYS, type WallClock } from "@/server/ballots/rules";
import { ballotForm, USUAL_CHOICES } from "@/server/ballots/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { CandidateChoice } from "./candidate-choice";
import { MomentFields } from "./moment-fields";

interface Props {
  group: string;
  /** The group's. */
  timeZone: string;
  pool: RouterOutputs["nominations"]["pool"];
}

/** As many as people still compare with care; more can be ticked. */
const TICKED_AT_FIRST = 12;

/** Opens a ballot: which papers stand, and until when. */
export function OpenBallot({ group, timeZone, pool }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const [leaving, start] = useTransition();
  const [choices] = useState(() => closingChoices(new Date(), timeZone));
  const form = useSchemaForm(ballotForm(timeZone), {
    ...USUAL_CHOICES,
    opensAt: null,
    draft: false,
    closesAt: clockOf(choices.find(({ label }) => label === "In three days")),
    nominationIds: pool.slice(0, TICKED_AT_FIRST).map(({ id }) => id),
  });
  const open = useMutation(
    trpc.ballots.create.mutationOptions({
      onSuccess: ({ id }) => start(() => router.push(`/groups/${group}/ballots/${id}`)),
      onError: (error) => showRefusal(error, form),
    }),
  );
  const { field } = useController({ control: form.control, name: "nominationIds" });
  const closesAt = useWatch({ control: form.control, name: "closesAt" });
  const { errors } = form.formState;
  return (
    <form
      noValidate
      className="grid max-w-2xl gap-8"
      onSubmit={form.handleSubmit((values) => open.mutate({ group, ...values }))}
    >
      <CandidateChoice
        pool={pool}
        chosen={field.value}
        onChange={field.onChange}
        error={errors.nominationIds?.message ?? errors.nominationIds?.root?.message ?? null}
      />
      <MomentFields
        legend="The ballot closes"
        timeZone={timeZone}
        value={closesAt}
        date={form.register("closesAt.date")}
        time={form.register("closesAt.time")}
        errors={{
          date: errors.closesAt?.date?.message,
          time: errors.closesAt?.time?.message,
          both: errors.closesAt?.message,
        }}
      >
        <div className="mt-2 flex flex-wrap gap-2">
          {choices.map((choice) => (
            <Button
              key={choice.label}
              onClick={() =>
                form.setValue("closesAt", clockOf(choice), {
                  shouldValidate: form.formState.isSubmitted,
                })
              }
            >
              {choice.label}
            </Button>
          ))}
        </div>
      </MomentFields>
      <div className="grid gap-2">
        <p className="text-muted text-sm">
          It closes by itself at that time, at most {LONGEST_DAYS} days from now. You can also close
          it earlier. Members tick every paper they would like to read; the one that most tick wins.
        </p>
        <div>
          <Button type="submit" variant="primary" pending={open.isPending || leaving}>
            Open the ballot
          </Button>
        </div>
      </div>
    </form>
  );
}

function clockOf(choice: WallClock | undefined): WallClock {
  return { date: choice?.date ?? "", time: choice?.time ?? "" };
}

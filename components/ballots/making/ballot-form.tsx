"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { LONGEST_DAYS, suggestClosingTimes } from "@/server/ballots/rules";
import { type BallotChoices, ballotForm } from "@/server/ballots/schema";
import type { WallClock } from "@/server/platform/time/local-time";
import { ballotPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { type BallotDefaults, toWallClock } from "./ballot-defaults";
import { CandidateChoice, type Nominated } from "./candidate-choice";
import { ChoiceFields } from "./choice-fields";
import { LikeLastTime, type Offered } from "./like-last-time";
import { MomentFields } from "./moment-fields";
import { type Opening, OpeningField } from "./opening-field";
import { WordFields } from "./word-fields";

interface Props {
  group: string;
  /** The group's name and zone. */
  name: string;
  timeZone: string;
  pool: RouterOutputs["nominations"]["choice"];
  defaults: BallotDefaults;
  /** The choices of the group's last ballot, and the site's usual ones; null where the form does not offer them. */
  offered: Offered | null;
  /** The draft to edit; null for a new ballot. */
  ballotId: string | null;
}

const ACTIONS: Record<Opening, string> = {
  now: "Open ballot",
  planned: "Plan ballot",
  draft: "Save draft",
};

/** The form of a new ballot or a draft: papers, rule, opening and closing time. */
export function BallotForm({ group, name, timeZone, pool, defaults, offered, ballotId }: Props) {
  const trpc = useTRPC();
  const { go, refresh, refreshing: leaving } = useRefresh();
  const [choices] = useState(() => suggestClosingTimes(new Date(), timeZone));
  const [nominated, setNominated] = useState<Nominated[]>([]);
  const form = useSchemaForm(ballotForm(timeZone), defaults);
  const values = form.watch();
  const told = {
    onSuccess({ id }: { id: string }) {
      go(ballotPath(group, id));
      refresh();
    },
    onError: (error: unknown) => showRefusal(error, form),
  };
  const create = useMutation(trpc.ballots.create.mutationOptions(told));
  const edit = useMutation(
    trpc.ballots.edit.mutationOptions({
      onSuccess: (_, { ballotId: id }) => told.onSuccess({ id }),
      onError: told.onError,
    }),
  );
  const set = (changed: Partial<z.input<ReturnType<typeof ballotForm>>>) => {
    for (const [key, value] of Object.entries(changed))
      form.setValue(key as "rule", value as BallotChoices["rule"], {
        shouldValidate: form.formState.isSubmitted,
      });
  };
  const { errors } = form.formState;
  const rows = [
    ...pool,
    ...nominated.filter(({ id }) => !pool.some((waiting) => waiting.id === id)),
  ];
  const opening = values.draft ? "draft" : values.opensAt ? "planned" : "now";
  return (
    <form
      noValidate
      className="grid max-w-2xl gap-8"
      onSubmit={form.handleSubmit((wanted) =>
        ballotId
          ? edit.mutate({ group, ballotId, ...wanted })
          : create.mutate({ group, ...wanted }),
      )}
    >
      <CandidateChoice
        group={group}
        name={name}
        pool={rows}
        chosen={values.nominationIds}
        onChange={(nominationIds) => set({ nominationIds })}
        onNominated={(id, paper) => {
          setNominated([...nominated, { id, paper, nominatedBy: null, standing: false }]);
          set({ nominationIds: [...values.nominationIds, id] });
        }}
        error={errors.nominationIds?.message ?? errors.nominationIds?.root?.message ?? null}
      />
      <WordFields
        title={form.register("title")}
        note={form.register("note")}
        errors={{ title: errors.title?.message, note: errors.note?.message }}
      />
      {offered ? <LikeLastTime {...offered} onChoose={set} /> : null}
      <ChoiceFields
        choices={{ ...values, seats: values.seats ?? 1 }}
        onChange={set}
        quorumError={errors.quorum?.message ?? null}
      />
      <OpeningField
        opening={opening}
        onChange={(next) =>
          set({
            draft: next === "draft",
            opensAt:
              next === "planned"
                ? toWallClock(choices.find(({ label }) => label === "Tomorrow"))
                : null,
          })
        }
      />
      {values.opensAt ? (
        <MomentFields
          legend="The ballot opens"
          timeZone={timeZone}
          value={values.opensAt}
          date={form.register("opensAt.date")}
          time={form.register("opensAt.time")}
          errors={momentErrors(errors.opensAt)}
        />
      ) : null}
      <MomentFields
        legend="The ballot closes"
        timeZone={timeZone}
        value={values.closesAt}
        date={form.register("closesAt.date")}
        time={form.register("closesAt.time")}
        errors={momentErrors(errors.closesAt)}
      >
        <Quick choices={choices} onChoose={(closesAt) => set({ closesAt })} />
      </MomentFields>
      <div className="grid gap-2">
        <p className="text-muted text-sm">
          The ballot closes automatically at that time, at most {LONGEST_DAYS} days after it opens.
          You can also close it earlier.
        </p>
        {errors.seats ? (
          <p role="alert" className="text-danger text-sm">
            {errors.seats.message}
          </p>
        ) : null}
        <div>
          <Button
            type="submit"
            variant="primary"
            pending={create.isPending || edit.isPending || leaving}
          >
            {ACTIONS[opening]}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface MomentError {
  message?: string | undefined;
  date?: { message?: string | undefined } | undefined;
  time?: { message?: string | undefined } | undefined;
}

function momentErrors(error: MomentError | undefined) {
  return { date: error?.date?.message, time: error?.time?.message, both: error?.message };
}

interface QuickProps {
  choices: (WallClock & { label: string })[];
  onChoose(clock: WallClock): void;
}

function Quick({ choices, onChoose }: QuickProps) {
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {choices.map((choice) => (
        <Button key={choice.label} onClick={() => onChoose(toWallClock(choice))}>
          {choice.label}
        </Button>
      ))}
    </div>
  );
}

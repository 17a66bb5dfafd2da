"use client";

import { useSchemaForm } from "@/components/shell/form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { countInWords, pluralOf } from "@/server/platform/text/words";
import { PER_DAY_MAX, PER_DAY_USUAL, settingsForm } from "@/server/watches/schema";
import type { RouterInputs, RouterOutputs } from "@/trpc/client";
import { PLACE_WORDS } from "../words";

type Shown = Extract<RouterOutputs["siteWatches"]["preview"], { of: "place" }>;

interface Props extends Shown {
  pending: boolean;
  onAdd(input: RouterInputs["siteWatches"]["add"]): void;
}

/** The papers that a place lists now, above the form of its watch. */
export function PlacePreview({ place, name, watched, found, problem, pending, onAdd }: Props) {
  const form = useSchemaForm(settingsForm, { name, perDay: PER_DAY_USUAL });
  const { errors } = form.formState;
  return (
    <Card className="mt-4">
      <p className="wrap-anywhere text-muted text-sm">
        {PLACE_WORDS[place.kind]}: {place.query}
      </p>
      {problem === "noAnswer" ? (
        <p className="mt-2">
          The site does not answer now. Check the address. You can set the watch up all the same: it
          tries once a day.
        </p>
      ) : null}
      {problem === "unreadable" ? (
        <p className="mt-2">
          What stands there is no feed. Look on the page for a link named RSS, Atom or feed, and
          paste its address.
        </p>
      ) : null}
      {found ? <Found {...found} /> : null}
      {watched ? (
        <p className="mt-3">There is a watch of this already.</p>
      ) : problem === "unreadable" ? null : (
        <form
          method="post"
          noValidate
          className="mt-4 grid gap-4 sm:grid-cols-2"
          onSubmit={form.handleSubmit((values) => onAdd({ watches: [{ place, ...values }] }))}
        >
          <TextField label="Name" {...form.register("name")} error={errors.name?.message ?? null} />
          <TextField
            label="Papers a day (at most)"
            type="number"
            min={1}
            max={PER_DAY_MAX}
            hint="The newest come first. The rest waits for the next day."
            {...form.register("perDay", { valueAsNumber: true })}
            error={errors.perDay?.message ?? null}
          />
          <div>
            <Button type="submit" variant="primary" pending={pending}>
              Set up this watch
            </Button>
          </div>
        </form>
      )}
    </Card>
  );
}

function Found({ count, papers, unnamed, unnamedCount }: NonNullable<Shown["found"]>) {
  return (
    <>
      <p className="mt-2 font-medium">
        {count === 0
          ? "It lists no new papers now."
          : `It lists ${countInWords(count, "paper")} now.`}
      </p>
      {papers.length > 0 ? (
        <ul className="mt-2 grid list-disc gap-1 ps-5">
          {papers.map(({ title, known }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two papers may have one title, and the list does not change
            <li key={at}>
              <bdi>{title}</bdi> {known ? <Badge>In the catalogue</Badge> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {unnamedCount > 0 ? (
        <>
          <p className="mt-3">
            {countInWords(unnamedCount, "entry", "entries")} without an identifier of a paper, such
            as a DOI or a number of arXiv, {pluralOf(unnamedCount, "is", "are")} left out:
          </p>
          <ul className="mt-2 grid list-disc gap-1 ps-5 text-muted">
            {unnamed.map((title, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two entries may have one title, and the list does not change
              <li key={at}>
                <bdi>{title}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

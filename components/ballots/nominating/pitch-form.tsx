"use client";

import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { nominateForm } from "@/server/ballots/schema";
import { ReadBefore } from "../readings/read-before";
import type { Found } from "./paper-search";
import { PitchField } from "./pitch-field";
import { useNominate } from "./use-nominate";

interface Props {
  group: string;
  name: string;
  paper: Pick<Found, "id" | "title" | "titleHtml" | "authors" | "authorCount">;
  /** Whether the group has chosen it before. */
  again: boolean;
  /** Goes back to the choice of a paper; missing where there was none. */
  onBack?(): void;
  onDone(): void;
}

/** The form that nominates a paper with a pitch. */
export function PitchForm({ group, name, paper, again, onBack, onDone }: Props) {
  const form = useSchemaForm(nominateForm, { group, paperId: paper.id, pitch: "" });
  const { nominate, pending, readBefore } = useNominate({ form, nameOf: () => name, onDone });
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((values) => nominate(values))}
    >
      <div>
        <p className="font-semibold font-serif text-lg leading-snug">
          <PaperTitle of={paper} />
        </p>
        <p className="mt-0.5 text-muted text-sm">
          {authorsInWords(paper.authors, paper.authorCount)}
        </p>
        {again ? (
          <p className="mt-2 text-sm">
            This group has chosen this paper before. It can read it again.
          </p>
        ) : null}
      </div>
      <PitchField
        {...form.register("pitch")}
        text={() => form.getValues("pitch") ?? ""}
        // The second step of the dialog begins here.
        autoFocus
        error={form.formState.errors.pitch?.message ?? null}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {onBack ? <Button onClick={onBack}>Choose another paper</Button> : null}
        <Button type="submit" variant="primary" pending={pending}>
          Nominate
        </Button>
      </div>
      <ReadBefore {...readBefore} />
    </form>
  );
}

"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { authorsInWords } from "@/components/papers/words";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/links/link";
import { nominateForm } from "@/server/ballots/schema";
import { newPaperPath } from "@/server/platform/web/addresses";
import { ReadBefore } from "../readings/read-before";
import { type Found, PaperSearch } from "./paper-search";
import { PitchField } from "./pitch-field";
import { useNominate, useNominateAll } from "./use-nominate";

interface Props {
  group: string;
  name: string;
  /** The words or the link with which the form is open at once. */
  initial?: string | undefined;
}

/** Finds a paper in the catalogue and nominates it, without leaving the pool. */
export function NominateHere(props: Props) {
  const [open, setOpen] = useState(props.initial !== undefined);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden className="size-4" />
        Nominate a paper
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Nominate a paper">
        <Steps {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Steps({ group, name, initial, onDone }: Props & { onDone(): void }) {
  const nominateAll = useNominateAll({ group, onDone });
  const [choice, setChoice] = useState<{ paper: Found; again: boolean } | null>(null);
  if (choice) {
    return (
      <PitchForm
        group={group}
        name={name}
        {...choice}
        onBack={() => setChoice(null)}
        onDone={onDone}
      />
    );
  }
  return (
    <>
      <PaperSearch
        group={group}
        initial={initial ?? ""}
        onChoose={(paper, again) => setChoice({ paper, again })}
        onChooseAll={nominateAll}
      />
      <p className="mt-4 border-line border-t pt-4 text-muted text-sm">
        Not in the catalogue?{" "}
        <Link href={newPaperPath("", group)} className="underline">
          Add the paper
        </Link>
        , and come back to nominate it.
      </p>
    </>
  );
}

interface PitchProps {
  group: string;
  name: string;
  paper: Found;
  /** Whether the group has chosen it before. */
  again: boolean;
  onBack(): void;
  onDone(): void;
}

function PitchForm({ group, name, paper, again, onBack, onDone }: PitchProps) {
  const form = useSchemaForm(nominateForm, { group, paperId: paper.id, pitch: "" });
  const { nominate, pending, readBefore } = useNominate({ form, nameOf: () => name, onDone });
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((values) => nominate(values))}
    >
      <div>
        <p className="font-semibold font-serif text-lg leading-snug">{paper.title}</p>
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
        // The second step of the dialog begins here.
        autoFocus
        error={form.formState.errors.pitch?.message ?? null}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onBack}>Choose another paper</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Nominate
        </Button>
      </div>
      <ReadBefore {...readBefore} />
    </form>
  );
}

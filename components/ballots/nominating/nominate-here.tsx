"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { newPaperPath } from "@/server/platform/web/addresses";
import { type Found, PaperSearch } from "./paper-search";
import { useNominateAll } from "./use-nominate";

const PitchForm = dynamic(() => import("./pitch-form").then(({ PitchForm }) => PitchForm));

interface Props {
  group: string;
  name: string;
  /** The words or the link with which the form is open at once. */
  initial?: string | undefined;
}

/** Finds a paper in the catalogue and nominates it, without leaving the pool. */
export function NominateHere(props: Props) {
  const [open, setOpen] = useState(props.initial !== undefined);
  // Where the address opened the dialog, nothing had the focus before.
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button ref={button} variant="primary" onClick={() => setOpen(true)}>
        <Icon of="lucide--plus" className="size-4" />
        Nominate a paper
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        onClosed={() => button.current?.focus()}
        title="Nominate a paper"
      >
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
        onNominate={nominateAll}
      />
      <p className="mt-4 border-line border-t pt-4 text-muted text-sm">
        Nothing to paste?{" "}
        <Link href={newPaperPath("", group)} className="underline">
          Type the paper by hand
        </Link>
        , and come back to nominate it.
      </p>
    </>
  );
}

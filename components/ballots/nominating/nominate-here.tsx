"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { type Found, PaperSearch } from "./paper-search";

const PitchForm = dynamic(() => import("./pitch-form").then(({ PitchForm }) => PitchForm));

interface Props {
  group: string;
  name: string;
}

/** Finds a paper in the catalogue and nominates it, without leaving the pool. */
export function NominateHere(props: Props) {
  const [open, setOpen] = useState(false);
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

function Steps({ group, name, onDone }: Props & { onDone(): void }) {
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
      <PaperSearch group={group} onChoose={(paper, again) => setChoice({ paper, again })} />
      <p className="mt-4 border-line border-t pt-4 text-muted text-sm">
        Not in the catalogue?{" "}
        <Link href={PATHS.newPaper} className="underline">
          Add the paper
        </Link>
        , then nominate it from its page.
      </p>
    </>
  );
}

"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import type { BallotCandidate } from "../ballot";

// It comes when somebody opens one of the papers.
const AboutCandidate = dynamic(() =>
  import("./about-candidate").then(({ AboutCandidate }) => AboutCandidate),
);

interface Props {
  group: string;
  candidate: BallotCandidate;
  /** Whether the viewer may offer to present it. */
  mayOffer: boolean;
}

/** The button that opens all about a candidate without leaving the ballot. */
export function AboutPaper(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        <Icon of="lucide--book-open" className="size-4" />
        Abstract and discussion<span className="sr-only">: {props.candidate.paper.title}</span>
      </Button>
      <AboutDialog {...props} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** The dialog with abstract, pitch and discussion of a candidate. */
export function AboutDialog({
  group,
  candidate,
  mayOffer,
  open,
  onClose,
}: Props & { open: boolean; onClose(): void }) {
  const { paper } = candidate;
  return (
    <Dialog
      open={open}
      onOpenChange={(on) => {
        if (!on) onClose();
      }}
      title={<PaperTitle of={paper} />}
      lead={authorsInWords(paper.authors, paper.authorCount)}
    >
      <AboutCandidate group={group} candidate={candidate} mayOffer={mayOffer} />
    </Dialog>
  );
}

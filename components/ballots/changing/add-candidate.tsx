"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import { Skeleton } from "@/components/ui/skeleton";
import type { BallotToVoteOn } from "../ballot";

const CandidateChoices = dynamic(
  () => import("./candidate-choices").then(({ CandidateChoices }) => CandidateChoices),
  { loading: () => <Skeleton className="h-32" /> },
);

interface Props {
  group: string;
  ballotId: string;
  /** How members vote, which says how votes cast so far see the new paper. */
  answerKind: BallotToVoteOn["answerKind"];
}

/** How votes cast so far see a new paper. */
const UNCHANGED: Record<Props["answerKind"], string> = {
  approvals: "In votes cast so far it is not ticked.",
  ranking: "In votes cast so far it is not ranked.",
  scores: "In votes cast so far it has no score, which counts as 0.",
};

/** Adds a paper to an open ballot, from the pool or from the catalogue. */
export function AddCandidate(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon of="lucide--plus" className="size-4" />
        Add a paper
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add a paper to the ballot"
        lead={`It goes to the end of the list. ${UNCHANGED[props.answerKind]} Members who have voted are notified, and can still change their vote.`}
      >
        <CandidateChoices {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

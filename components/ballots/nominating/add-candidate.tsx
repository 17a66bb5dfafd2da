"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { sentenceOf, showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import type { BallotToVoteOn } from "../ballot";
import { ReadBefore } from "../readings/read-before";
import { PaperSearch } from "./paper-search";
import { useNominate } from "./use-nominate";

interface Props {
  group: string;
  name: string;
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
        <Plus aria-hidden className="size-4" />
        Add a paper
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add a paper to the ballot"
        lead={`It goes to the end of the list. ${UNCHANGED[props.answerKind]} Members who have voted are notified, and can still change their vote.`}
      >
        <Choices {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Choices({
  group,
  name,
  ballotId,
  onDone,
}: Omit<Props, "answerKind"> & { onDone(): void }) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const { data: pool, error } = useQuery(trpc.nominations.choice.queryOptions({ group }));
  const add = useMutation(
    trpc.ballots.addCandidate.mutationOptions({
      onSuccess() {
        toast.success("The paper is on the ballot.");
        onDone();
      },
      onError: (refusal) => showRefusal(refusal),
      onSettled: refresh,
    }),
  );
  const { nominate, pending, readBefore } = useNominate({
    nameOf: () => name,
    onDone: (nominationId) => add.mutate({ group, ballotId, nominationId }),
  });
  if (error) return <p className="text-muted text-sm">{sentenceOf(error)}</p>;
  if (!pool) return <Skeleton className="h-32" />;
  const waiting = pool.filter(({ standing }) => !standing);
  return (
    <div className="grid gap-5">
      {waiting.length > 0 ? (
        <section aria-labelledby="from-pool">
          <h3 id="from-pool" className="font-medium">
            From the pool
          </h3>
          <ul className="divide-y divide-line">
            {waiting.map(({ id, paper }) => (
              <li key={id} className="flex items-center justify-between gap-3 py-2">
                <span id={`waiting-${id}`} className="font-serif leading-snug">
                  <PaperTitle of={paper} />
                </span>
                <Button
                  aria-describedby={`waiting-${id}`}
                  pending={add.isPending}
                  onClick={() => add.mutate({ group, ballotId, nominationId: id })}
                >
                  Add
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="from-catalogue">
        <h3 id="from-catalogue" className="mb-2 font-medium">
          Any other paper
        </h3>
        <PaperSearch
          group={group}
          onChoose={({ id: paperId }) => {
            if (!pending) nominate({ group, paperId });
          }}
        />
      </section>
      <ReadBefore {...readBefore} />
    </div>
  );
}

"use client";

import { useState } from "react";
import { PaperSearch } from "@/components/ballots/nominating/paper-search";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import type { RouterOutputs } from "@/trpc/client";

export type Offers = RouterOutputs["meetings"]["papers"];

/** A paper that a meeting may be about. */
export type MeetingPaper = Offers["chosen"][number];

interface Props {
  offers: Offers;
  onChoose(paper: MeetingPaper): void;
}

/** Chooses the paper of a meeting: first among those the group has chosen, then in its pool, then in the catalogue. */
export function ChoosePaper({ offers: { chosen, pool }, onChoose }: Props) {
  const [searching, setSearching] = useState(chosen.length + pool.length === 0);
  return (
    <div className="grid max-w-2xl gap-8">
      <Offered id="chosen" title="Chosen, without a meeting" papers={chosen} onChoose={onChoose} />
      <Offered id="pool" title="Waiting in the pool" papers={pool} onChoose={onChoose} />
      {searching ? (
        <PaperSearch onChoose={onChoose} />
      ) : (
        <div>
          <Button onClick={() => setSearching(true)}>
            <Icon of="lucide--search" className="size-4" />
            Another paper
          </Button>
        </div>
      )}
    </div>
  );
}

function Offered({
  id,
  title,
  papers,
  onChoose,
}: {
  id: string;
  title: string;
  papers: readonly MeetingPaper[];
  onChoose: Props["onChoose"];
}) {
  if (papers.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-1 font-semibold font-serif text-xl">
        {title}
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {papers.map((paper) => (
          <li key={paper.id} className="flex items-center justify-between gap-3 py-2.5">
            <div className="min-w-0">
              <p className="font-serif leading-snug">
                <PaperTitle of={paper} />
              </p>
              <p className="text-muted text-sm">
                {authorsInWords(paper.authors, paper.authorCount)}
              </p>
            </div>
            <Button
              size="small"
              aria-label={`Choose: ${paper.title}`}
              onClick={() => onChoose(paper)}
            >
              Choose
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

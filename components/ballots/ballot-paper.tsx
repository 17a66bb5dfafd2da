"use client";

import { CircleAlert, CircleCheck, LoaderCircle, Undo2, X } from "lucide-react";
import type { ReactNode } from "react";
import { countInWords } from "@/components/papers/words";
import { Button } from "@/components/ui/button";
import { type MyVote, type Saving, useVote } from "./use-vote";

interface Props {
  group: string;
  ballotId: string;
  /** What stands on the ballot; `body` is what a candidate says for itself, under its title. */
  candidates: { id: string; title: string; body: ReactNode }[];
  myVote: MyVote;
}

/** The ballot as a member fills it in: a box to tick for each paper, saved at once. */
export function BallotPaper({ group, ballotId, candidates, myVote }: Props) {
  const vote = useVote(group, ballotId, myVote);
  const { wish, saving, mayUndo } = vote;
  return (
    <>
      <ul aria-label="Papers on the ballot" className="grid gap-3">
        {candidates.map(({ id, title, body }) => (
          <li
            key={id}
            className="rounded-lg border border-line bg-surface has-checked:border-accent has-checked:ring-1 has-checked:ring-accent"
          >
            <h2 className="font-semibold font-serif text-lg leading-snug">
              <label
                htmlFor={`candidate-${id}`}
                className="flex cursor-pointer items-start gap-4 p-4 sm:p-5"
              >
                <input
                  id={`candidate-${id}`}
                  type="checkbox"
                  className="size-6 shrink-0 accent-[var(--accent)]"
                  checked={wish.includes(id)}
                  onChange={({ target }) => vote.toggle(id, target.checked)}
                />
                <span className="min-w-0">{title}</span>
              </label>
            </h2>
            <div className="-mt-3 ps-14 pe-4 pb-4 sm:ps-15 sm:pe-5 sm:pb-5">{body}</div>
          </li>
        ))}
      </ul>
      <div className="sticky bottom-0 z-10 -mx-4 mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-t bg-page px-4 py-2 sm:mx-0 sm:px-0">
        <div role="status" className="flex min-h-10 items-center gap-2 text-sm">
          <Kept saving={saving} ticked={wish.length} voted={myVote !== null} />
        </div>
        <div className="flex gap-1">
          {saving.state === "failed" ? <Button onClick={vote.again}>Try again</Button> : null}
          <Button variant="quiet" disabled={!mayUndo} onClick={vote.undo}>
            <Undo2 aria-hidden className="size-4" />
            Undo
          </Button>
          <Button variant="quiet" disabled={wish.length === 0} onClick={vote.clear}>
            <X aria-hidden className="size-4" />
            Clear
          </Button>
        </div>
      </div>
    </>
  );
}

interface KeptProps {
  saving: Saving;
  ticked: number;
  voted: boolean;
}

/** Whether the vote on the screen is the one that counts. */
function Kept({ saving, ticked, voted }: KeptProps) {
  if (saving.state === "saving") {
    return (
      <>
        <LoaderCircle aria-hidden className="size-4 animate-spin text-muted" />
        Saving…
      </>
    );
  }
  if (saving.state === "failed") {
    return (
      <span className="flex items-center gap-2 text-danger">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        Not saved. {saving.why}
      </span>
    );
  }
  if (saving.state === "still" && !voted) return "Tick every paper you would like to read.";
  return (
    <>
      <CircleCheck aria-hidden className="size-4 shrink-0 text-accent" />
      {saving.state === "saved" ? "Saved: " : "Your vote: "}
      {ticked === 0 ? "no paper ticked" : `${countInWords(ticked, "paper")} ticked`}
    </>
  );
}

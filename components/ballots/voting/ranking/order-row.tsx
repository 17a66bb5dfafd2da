"use client";

import { Button as DragButton } from "react-aria-components";
import type { BallotCandidate } from "@/components/ballots/ballot";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Icon, type IconName } from "@/components/ui/icons/icon";
import type { Move } from "./words";

interface Props {
  candidate: BallotCandidate;
  place: { place: number; tied: boolean } | undefined;
  /** Whether it is alone on the first place, or on the last. */
  top: boolean;
  bottom: boolean;
  onMove(move: Move): void;
  onAbout(): void;
}

/** A paper in the sortable list, with its handle and its buttons. */
export function OrderRow({ candidate: { paper }, place, top, bottom, onMove, onAbout }: Props) {
  const { title } = paper;
  const button = (move: Move, label: string, icon: IconName, off = false, words = "") => (
    <MoveButton move={move} label={`${label}: ${title}`} off={off} onMove={onMove}>
      <Icon of={icon} className="size-5" />
      {words}
    </MoveButton>
  );
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 p-2 sm:gap-x-3 sm:p-3">
      <DragButton
        slot="drag"
        aria-label={`Move ${title}`}
        className="grid w-11 cursor-grab place-items-center content-start rounded-md pt-1 text-muted"
      >
        <span className="font-semibold text-ink text-xl tabular-nums">
          {place ? `${place.place}${place.tied ? "=" : ""}` : "–"}
        </span>
        <Icon of="lucide--grip-vertical" className="size-5" />
      </DragButton>
      <div className="min-w-0">
        <h2 className="font-semibold font-serif text-lg leading-snug">
          <PaperTitle of={paper} />
        </h2>
        <p className="text-muted text-sm">{authorsInWords(paper.authors, paper.authorCount)}</p>
      </div>
      <div className="col-span-2 mt-1 flex flex-wrap items-center justify-end gap-1">
        <button
          type="button"
          onClick={onAbout}
          className="me-auto inline-flex min-h-10 items-center gap-1.5 rounded-md px-2 text-accent text-sm hover:bg-sunken"
        >
          <Icon of="lucide--book-open" className="size-4" />
          About<span className="sr-only"> {title}</span>
        </button>
        {place ? (
          <>
            {button("up", "Move up", "lucide--arrow-up", top)}
            {button("down", "Move down", "lucide--arrow-down", bottom)}
            {button("first", "Put first", "lucide--arrow-up-to-line", top)}
            {button("level", "Same place as the one above", "lucide--equal", place.place === 1)}
            {button("out", "Leave unranked", "lucide--x")}
          </>
        ) : (
          <>
            {button("first", "Put first", "lucide--arrow-up-to-line")}
            {button("next", "Rank next", "lucide--plus", false, "Rank next")}
          </>
        )}
      </div>
    </div>
  );
}

interface MoveProps {
  move: Move;
  label: string;
  off: boolean;
  onMove(move: Move): void;
  children: React.ReactNode;
}

/** A button that stays focusable while it has nothing to move, so that the focus is not lost at the ends. */
function MoveButton({ move, label, off, onMove, children }: MoveProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label.split(":")[0]}
      data-move={move}
      aria-disabled={off || undefined}
      onClick={() => {
        if (!off) onMove(move);
      }}
      className="inline-flex min-h-10 min-w-10 items-center justify-center gap-1 rounded-md border border-line px-2 text-sm hover:bg-sunken aria-disabled:cursor-default aria-disabled:opacity-40"
    >
      {children}
    </button>
  );
}

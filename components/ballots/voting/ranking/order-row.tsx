// biome-ignore-all lint/a11y/useSemanticElements: a table is not laid out as these rows are, and its rows cannot be dragged alone
// biome-ignore-all lint/a11y/useFocusableInteractive: only rows of papers take the focus; what is in them is reached by Tab

"use client";

import clsx from "clsx";
import { memo } from "react";
import type { BallotCandidate } from "@/components/ballots/ballot";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Icon, type IconName } from "@/components/ui/icons/icon";
import type { Move } from "./words";

interface Props {
  candidate: BallotCandidate;
  /** Its number, null if it is not ranked. */
  place: number | null;
  tied: boolean;
  /** Whether it is alone on the first place, or on the last. */
  top: boolean;
  bottom: boolean;
  /** Whether it shares its place with the row above. */
  joined: boolean;
  /** Whether Tab leads into this row. */
  current: boolean;
  /** Whether the arrow keys move it. */
  held: boolean;
  /** The id of the sentence about the keys. */
  hint: string;
}

/** Where a dragged paper would go: a line above or below the row, or a frame around it. In lines, which forced colours draw. */
export const DROP_MARKS =
  "relative before:pointer-events-none before:absolute before:inset-x-0 before:hidden before:border-accent before:border-t-4 data-drop:before:block data-[drop=before]:before:-top-1.5 data-[drop=after]:before:-bottom-1.5 data-[drop=on]:before:hidden data-[drop=on]:outline-2 data-[drop=on]:outline-accent";

/**
 * A paper in the sortable list, with its handle and its buttons. The list hears what is pressed (`data-move`, `data-about`,
 * `data-handle`), so that a row is rendered anew only if something in it changes.
 */
export const OrderRow = memo(function OrderRow({ candidate, hint, ...row }: Props) {
  const { id, paper } = candidate;
  const { title } = paper;
  const { place, tied, top, bottom } = row;
  const tabIndex = row.current ? 0 : -1;
  const button = (move: Move, label: string, icon: IconName, off = false, words = "") => (
    // It stays focusable while it has nothing to move, so that the focus is not lost at the ends.
    <button
      type="button"
      aria-label={`${label}: ${title}`}
      title={label}
      data-move={move}
      tabIndex={tabIndex}
      aria-disabled={off || undefined}
      className="inline-flex min-h-10 min-w-10 items-center justify-center gap-1 rounded-md border border-line px-2 text-sm hover:bg-sunken aria-disabled:cursor-default aria-disabled:opacity-40"
    >
      <Icon of={icon} className="size-5" />
      {words}
    </button>
  );
  return (
    <div
      role="row"
      aria-label={`${title}, ${place ? `place ${place}` : "not ranked"}`}
      data-paper={id}
      tabIndex={tabIndex}
      className={clsx(
        "select-none border border-line bg-surface data-ghost:pointer-events-none data-ghost:fixed data-ghost:z-50 data-ghost:mt-0 data-dragging:opacity-50 data-ghost:opacity-80 data-ghost:shadow-lg",
        DROP_MARKS,
        row.joined ? "-mt-px border-t-sunken" : "mt-2",
        place ? "border-s-4 border-s-accent" : "",
        row.held ? "z-10 outline-2 outline-accent shadow-lg" : "",
      )}
    >
      <div
        role="gridcell"
        className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 p-2 sm:gap-x-3 sm:p-3"
      >
        <button
          type="button"
          aria-label={`Move ${title}`}
          aria-describedby={hint}
          data-handle=""
          tabIndex={tabIndex}
          className="grid w-11 cursor-grab touch-none place-items-center content-start rounded-md pt-1 text-muted"
        >
          <span className="font-semibold text-ink text-xl tabular-nums">
            {place ? `${place}${tied ? "=" : ""}` : "–"}
          </span>
          <Icon of="lucide--grip-vertical" className="size-5" />
        </button>
        <div className="min-w-0">
          <h2 className="font-semibold font-serif text-lg leading-snug">
            <PaperTitle of={paper} />
          </h2>
          <p className="text-muted text-sm">{authorsInWords(paper.authors, paper.authorCount)}</p>
        </div>
        <div className="col-span-2 mt-1 flex flex-wrap items-center justify-end gap-1">
          <button
            type="button"
            data-about=""
            tabIndex={tabIndex}
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
              {button("level", "Same place as the one above", "lucide--equal", place === 1)}
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
    </div>
  );
});

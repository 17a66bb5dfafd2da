"use client";

import clsx from "clsx";
import { ArrowBigUp } from "lucide-react";
import { numberWithCommas, pluralOf } from "@/server/platform/text/words";
import { useUpvote } from "./use-upvote";

interface Props {
  paper: { id: string; title: string; upvoteCount: number };
  /** Whether the viewer upvoted it, as far as known. */
  mine: boolean;
  className?: string;
}

/** The upvote button with the count. */
export function UpvoteButton({ paper, mine, className }: Props) {
  const { on, count, toggle } = useUpvote(paper, mine);
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={toggle}
      className={clsx(
        "flex flex-col items-center rounded-lg border px-1 py-1.5 transition-colors",
        on ? "border-accent text-accent" : "border-line text-muted hover:bg-sunken hover:text-ink",
        className,
      )}
    >
      <ArrowBigUp aria-hidden className={clsx("size-6", on && "fill-current")} strokeWidth={1.75} />
      <span className="sr-only">Upvote {paper.title}: </span>
      <span className="font-medium text-sm tabular-nums leading-tight">
        {numberWithCommas(count)}
      </span>
      <span className="sr-only">{` ${pluralOf(count, "upvote")}`}</span>
    </button>
  );
}

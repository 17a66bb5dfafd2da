"use client";

import { toast } from "@/components/ui/toast";
import type { QuoteInput, ShownQuote } from "@/server/threads/schema";
import { useIsGone, useShowQuote } from "../quoting/quoting";

const FROM: Record<QuoteInput["source"], string> = {
  title: "From the title",
  abstract: "From the abstract",
  paper: "From the paper",
};

/** Words of the paper that a comment is about. */
export function Quoted({ quote }: { quote: ShownQuote }) {
  const { source, exact, place, version } = quote;
  const show = useShowQuote();
  const isGone = useIsGone(quote);
  return (
    <figure className="my-1.5 border-accent border-l-2 pl-3 text-sm">
      <blockquote className="whitespace-pre-line font-serif text-base">{exact}</blockquote>
      <figcaption className="flex flex-wrap items-center gap-x-3 text-muted">
        <span>
          {FROM[source]}
          {place ? (
            <>
              , <bdi>{place}</bdi>
            </>
          ) : null}
        </span>
        {isGone ? (
          <span>
            These words are no longer in the {source}.
            {version ? ` They are from version ${version}.` : ""}
          </span>
        ) : null}
        {show && !isGone && source !== "paper" ? (
          <button
            type="button"
            className="min-h-8 underline"
            onClick={() => {
              if (!show(quote)) toast.message(`These words are no longer in the ${source}.`);
            }}
          >
            Show it there
          </button>
        ) : null}
      </figcaption>
    </figure>
  );
}

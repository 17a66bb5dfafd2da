"use client";

import { toast } from "@/components/ui/toast";
import type { QuoteInput } from "@/server/threads/schema";
import { useShowQuote } from "../quoting/quoting";

const FROM: Record<QuoteInput["source"], string> = {
  title: "From the title",
  abstract: "From the abstract",
  paper: "From the paper",
};

/** Words of the paper that a comment is about. */
export function Quoted({ quote }: { quote: QuoteInput }) {
  const { source, exact, place } = quote;
  const show = useShowQuote();
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
        {show && source !== "paper" ? (
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

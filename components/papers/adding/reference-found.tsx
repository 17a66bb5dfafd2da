"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useTRPCClient } from "@/trpc/client";
import { authorsInWords } from "../words";
import { type KnownInGroup, KnownPaper } from "./known-paper";
import { inTurn } from "./turns";
import { type Fetched, fetchedKey, type PaperUse } from "./use";

/** Characters of a reference, as the site takes them. */
const WORDS_MAX = 1000;
const NAMED = 4;

interface Props {
  /** The reference in words. */
  words: string;
  /** The text of the piece, whose answer becomes the paper that is chosen. */
  text: string;
  use: PaperUse;
  known: KnownInGroup | undefined;
}

/** The papers that a source offers for a reference in words. The person decides which of them it is. */
export function ReferenceFound({ words, text, use, known }: Props) {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const asked = words.slice(0, WORDS_MAX);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["papers", "findReference", asked],
    queryFn: () => inTurn(() => client.papers.findReference.mutate({ words: asked })),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: "always",
  });
  if (isFetching) return <Skeleton className="h-12" />;
  if (error) return <p className="text-sm">{sentenceOf(error)}</p>;
  if (data?.outcome === "no answer") {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm">{data.source} does not answer at the moment.</p>
        <Button size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  if (data?.outcome !== "found") return null;
  const { source, candidates } = data;
  if (candidates.length === 0)
    return <p className="text-muted text-sm">{source} has no paper that fits, either.</p>;
  return (
    <section aria-label={`From ${source}`} className="grid gap-3">
      <h3 className="font-semibold font-serif">Is it one of these, from {source}?</h3>
      <ul className="grid gap-3">
        {candidates.map(({ paper, status, card }) => (
          <li key={paper.url}>
            {card ? (
              <KnownPaper paper={card} use={use} known={known} note="In the catalogue already." />
            ) : (
              <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
                <div className="min-w-0 flex-1 basis-56">
                  <p className="break-words font-serif leading-snug">{paper.title}</p>
                  <p className="text-muted text-sm">
                    {[
                      authorsInWords(paper.authors.slice(0, NAMED), paper.authors.length),
                      paper.venue,
                      paper.publishedOn.slice(0, 4),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </div>
                <Button
                  aria-label={`It is this one: ${paper.title}`}
                  onClick={() => {
                    const chosen: Fetched = { outcome: "found", source, status, paper };
                    queryClient.setQueryData(fetchedKey(text), chosen);
                  }}
                >
                  It is this one
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { sentenceOf } from "@/components/shell/errors";
import { Skeleton } from "@/components/ui/skeleton";
import { useTRPC } from "@/trpc/client";
import { type KnownInGroup, KnownPaper } from "./known-paper";
import type { PaperUse } from "./use";

/** Papers shown for a reference in words. */
const SHOWN = 3;
/** Characters of a search, as the catalogue takes them. */
const WORDS_MAX = 200;

interface Props {
  words: string;
  use: PaperUse;
  known: KnownInGroup | undefined;
}

/** The papers of the catalogue that fit words best. */
export function WordsFound({ words, use, known }: Props) {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.papers.search.queryOptions(
      { q: words.slice(0, WORDS_MAX), limit: SHOWN },
      { networkMode: "always" },
    ),
  );
  if (error) return <p className="text-sm">{sentenceOf(error)}</p>;
  if (!data) return <Skeleton className="h-12" />;
  if (data.length === 0)
    return <p className="text-muted text-sm">The catalogue has no paper with these words.</p>;
  return (
    <ul aria-label="In the catalogue" className="grid gap-3">
      {data.map((paper) => (
        <li key={paper.id}>
          <KnownPaper paper={paper} use={use} known={known} />
        </li>
      ))}
    </ul>
  );
}

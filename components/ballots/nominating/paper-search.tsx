"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { authorsInWords } from "@/components/papers/words";
import { sentenceOf } from "@/components/shell/errors";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { Skeleton } from "@/components/ui/skeleton";
import { countInWords } from "@/server/platform/text/words";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

export type Found = RouterOutputs["papers"]["search"][number];

/** Pause in typing, in milliseconds, before the catalogue is asked. */
const REST_MS = 250;

interface Props {
  /** The group whose pool the paper is for; left out if any paper may be chosen. */
  group?: string;
  /** @param before whether the group has chosen the paper before */
  onChoose(paper: Found, before: boolean): void;
}

/** Searches the catalogue for a paper that is not in the group's pool yet. */
export function PaperSearch({ group, onChoose }: Props) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const q = useRested(typed.trim());
  const { data, error, isFetching } = useQuery(
    trpc.papers.search.queryOptions(
      { q, limit: 12 },
      { enabled: q !== "", placeholderData: keepPreviousData },
    ),
  );
  const papers = useDeferredValue(q === "" ? [] : data);
  const paperIds = papers?.map(({ id }) => id) ?? [];
  const { data: known } = useQuery(
    trpc.nominations.known.queryOptions(
      { group: group ?? "", paperIds },
      { enabled: group !== undefined && paperIds.length > 0 },
    ),
  );
  return (
    <div>
      <TextField
        label="Search the catalogue"
        type="search"
        autoFocus
        autoComplete="off"
        maxLength={200}
        placeholder="Title words or an author"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p role="status" className="mt-2 min-h-5 text-muted text-sm">
        {error ? sentenceOf(error) : heard(q, isFetching, papers?.length)}
      </p>
      {papers === undefined && !error ? (
        <Skeleton className="h-16" />
      ) : (
        <ul className="grid divide-y divide-line">
          {papers?.map((paper) => (
            <li key={paper.id} className="flex items-center justify-between gap-3 py-2.5">
              <div className="min-w-0">
                <p id={`found-${paper.id}`} className="font-serif leading-snug">
                  {paper.title}
                </p>
                <p className="text-muted text-sm">
                  {authorsInWords(paper.authors, paper.authorCount)}
                </p>
                {known?.chosen.includes(paper.id) ? (
                  <Badge>{known.read.includes(paper.id) ? "Read before" : "Already chosen"}</Badge>
                ) : null}
              </div>
              {known?.waiting.includes(paper.id) ? (
                <Badge>Nominated</Badge>
              ) : (
                <Button
                  aria-describedby={`found-${paper.id}`}
                  onClick={() => onChoose(paper, known?.chosen.includes(paper.id) ?? false)}
                >
                  Choose
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function heard(q: string, asking: boolean, found: number | undefined): string {
  if (q === "" || found === undefined) return "";
  if (asking) return "Searching…";
  return found === 0
    ? "No papers found. Try other words."
    : `${countInWords(found, "paper")} found`;
}

/** The text as it was at the last pause in typing. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

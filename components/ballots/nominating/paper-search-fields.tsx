import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { sentenceOf } from "@/components/shell/errors";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { Skeleton } from "@/components/ui/skeleton";
import { pastedIn } from "@/server/papers/pasting/alone/rules";
import { countInWords } from "@/server/platform/text/words";
import { useTRPC } from "@/trpc/client";
import { type Found, PastedPapers } from "./pasted-papers";

/** Characters of a search, as the catalogue takes them. */
const WORDS_MAX = 200;
/** Characters of pasted links: twenty long ones. */
const PASTED_MAX = 5000;
/** Pause in typing, in milliseconds, before the catalogue is asked. */
const REST_MS = 250;

interface Props {
  /** The group whose pool the paper is for; left out if any paper may be chosen. */
  group?: string;
  /** @param before whether the group has chosen the paper before */
  onChoose(paper: Found, before: boolean): void;
  /** Takes several pasted papers at once; left out where one is wanted. */
  onChooseAll?: (papers: Found[]) => void;
  /** The words or the link to begin with. */
  initial?: string;
}

/** Finds a paper of the catalogue that is not in the group's pool yet: by words, or by pasted links. */
export function PaperSearchFields({ group, onChoose, onChooseAll, initial = "" }: Props) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState(initial);
  const rested = useRested(typed.trim());
  const pasted = pastedIn(rested);
  const q = pasted.length > 0 ? "" : rested.slice(0, WORDS_MAX);
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
        label="Search the catalogue, or paste links"
        type="search"
        autoFocus
        autoComplete="off"
        maxLength={PASTED_MAX}
        placeholder="Title words, an author, arXiv IDs, DOIs or links"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPaste={(event) => {
          const text = event.clipboardData.getData("text");
          if (!/[\r\n]/.test(text) || pastedIn(text).length === 0) return;
          // Some browsers drop the line breaks, and the links would run together.
          event.preventDefault();
          setTyped(`${typed} ${text.replace(/\s+/g, " ")}`.trim());
        }}
      />
      {pasted.length > 0 ? (
        <PastedPapers {...{ pasted, group, onChoose, onChooseAll }} />
      ) : (
        <p role="status" className="mt-2 min-h-5 text-muted text-sm">
          {error ? sentenceOf(error) : heard(q, isFetching, papers?.length)}
        </p>
      )}
      {pasted.length > 0 ? null : papers === undefined && !error ? (
        <Skeleton className="h-16" />
      ) : (
        <ul className="grid divide-y divide-line">
          {papers?.map((paper) => (
            <li key={paper.id} className="flex items-center justify-between gap-3 py-2.5">
              <div className="min-w-0">
                <p id={`found-${paper.id}`} className="font-serif leading-snug">
                  <PaperTitle of={paper} />
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

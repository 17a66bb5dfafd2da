import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { PieceList } from "@/components/papers/adding/piece-list";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { sentenceOf } from "@/components/shell/errors";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields/field";
import { Skeleton } from "@/components/ui/skeleton";
import { findFault } from "@/server/papers/adding/rules";
import { pastedIn } from "@/server/papers/pasting/alone/rules";
import { formatOf, readText } from "@/server/papers/pasting/rules";
import type { PaperCard } from "@/server/papers/schema";
import { countInWords } from "@/server/platform/text/words";
import { useTRPC } from "@/trpc/client";

/** Characters of a search, as the catalogue takes them. */
const WORDS_MAX = 200;
/** Lines that the field shows before it scrolls. */
const MOST_LINES = 8;
/** Pause in typing, in milliseconds, before the catalogue is asked. */
const REST_MS = 250;

interface Props {
  /** The group whose pool the paper is for; left out if any paper may be chosen. */
  group?: string;
  /** @param before whether the group has chosen the paper before */
  onChoose(paper: PaperCard, before: boolean): void;
  /** Nominates pasted papers at once, and new ones as soon as they are added; without it, one is chosen. */
  onNominate?: (papers: PaperCard[]) => unknown;
  /** The words or the link to begin with. */
  initial?: string;
}

/** Finds a paper that is not in the group's pool yet: by words, or by whatever was pasted. */
export function PaperSearchFields({ group, onChoose, onNominate, initial = "" }: Props) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState(initial);
  const rested = useRested(typed.trim());
  const isPasted = hasPapers(rested);
  const q = isPasted ? "" : rested.slice(0, WORDS_MAX);
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
      <TextArea
        label="Search the catalogue, or paste anything"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        rows={Math.min(MOST_LINES, typed.split("\n").length)}
        placeholder="Title words, an author, arXiv IDs, DOIs, links or BibTeX"
        className="max-h-56 break-words [field-sizing:content]"
        value={typed}
        error={typed.trim() === "" ? null : findFault(typed)}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          // One line is looked up as it is typed; Enter begins no second one.
          if (event.key === "Enter" && !event.shiftKey && !typed.includes("\n"))
            event.preventDefault();
        }}
      />
      {isPasted ? (
        <div className="mt-3">
          <PieceList
            text={rested}
            use={{
              group,
              ...(onNominate
                ? {
                    add: "Nominate",
                    take: "Nominate",
                    all: "Nominate all",
                    onTake: onNominate,
                    more: { word: "With a pitch", onTake: onChoose },
                  }
                : {
                    add: "Add and choose",
                    take: "Choose",
                    onTake: ([paper], before) => (paper ? onChoose(paper, before) : undefined),
                  }),
            }}
          />
        </div>
      ) : (
        <p role="status" className="mt-2 min-h-5 text-muted text-sm">
          {error ? sentenceOf(error) : heard(q, isFetching, papers?.length)}
        </p>
      )}
      {isPasted ? null : papers === undefined && !error ? (
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

/** Whether a text has more in it than words to search for. */
function hasPapers(text: string): boolean {
  if (text === "" || findFault(text)) return false;
  return (
    text.includes("\n") ||
    formatOf(text) !== null ||
    pastedIn(text).length > 0 ||
    !("words" in readText(text))
  );
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { sentenceOf } from "@/components/shell/errors";
import { Badge } from "@/components/ui/badge";
import { Button, LinkButton } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Pasted } from "@/server/papers/pasting/alone/rules";
import { countInWords } from "@/server/platform/text/words";
import { newPaperPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

export type Found = NonNullable<RouterOutputs["papers"]["lookUp"][number]["paper"]>;

interface Props {
  pasted: Pasted[];
  /** The group whose pool the papers are for; left out if any paper may be chosen. */
  group?: string | undefined;
  /** @param before whether the group has chosen the paper before */
  onChoose(paper: Found, before: boolean): void;
  /** Takes all papers that are not in the pool yet, where several may be taken at once. */
  onChooseAll?: ((papers: Found[]) => void) | undefined;
}

/** The papers behind pasted identifiers and links, each found or offered to be added. */
export function PastedPapers({ pasted, group, onChoose, onChooseAll }: Props) {
  const trpc = useTRPC();
  const texts = pasted.map(({ text }) => text);
  const { data, error } = useQuery(
    trpc.papers.lookUp.queryOptions({ texts }, { placeholderData: keepPreviousData }),
  );
  const found = data?.flatMap(({ paper }) => paper ?? []) ?? [];
  const { data: known } = useQuery(
    trpc.nominations.known.queryOptions(
      { group: group ?? "", paperIds: found.map(({ id }) => id) },
      { enabled: group !== undefined && found.length > 0 },
    ),
  );
  if (error) return <p role="status">{sentenceOf(error)}</p>;
  if (!data) return <Skeleton className="h-16" />;
  const free = found.filter(({ id }, at) => {
    return !known?.waiting.includes(id) && found.findIndex((one) => one.id === id) === at;
  });
  return (
    <>
      <p role="status" className="mt-2 text-muted text-sm">
        {summary(data.length, found.length, pasted[0]?.kind ?? "link")}
      </p>
      <ul className="grid divide-y divide-line">
        {data.map(({ text, paper }) => (
          <li key={text} className="flex items-center justify-between gap-3 py-2.5">
            <div className="min-w-0">
              <p className="break-words font-serif leading-snug">
                {paper ? <PaperTitle of={paper} /> : text}
              </p>
              <p className="text-muted text-sm">
                {paper ? authorsInWords(paper.authors, paper.authorCount) : "Not in the catalogue"}
              </p>
              {paper && known?.chosen.includes(paper.id) ? <Badge>Chosen before</Badge> : null}
            </div>
            {!paper ? (
              <LinkButton href={newPaperPath(text, group)} aria-label={`Add ${text}`}>
                Add it
              </LinkButton>
            ) : known?.waiting.includes(paper.id) ? (
              <Badge>Nominated</Badge>
            ) : (
              <Button
                aria-label={`Choose ${paper.title}`}
                onClick={() => onChoose(paper, known?.chosen.includes(paper.id) ?? false)}
              >
                Choose
              </Button>
            )}
          </li>
        ))}
      </ul>
      {onChooseAll && free.length > 1 ? (
        <div className="mt-3 flex justify-end">
          <Button variant="primary" onClick={() => onChooseAll(free)}>
            Nominate all {free.length}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function summary(asked: number, found: number, kind: Pasted["kind"]): string {
  if (found === asked) return `${countInWords(found, "paper")} found`;
  if (asked === 1) return `This ${kind} is not in the catalogue. Add its paper first.`;
  return `${countInWords(found, "paper")} found, ${asked - found} not in the catalogue`;
}

import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import type { Ballot } from "../ballot";
import { WhatNext } from "./what-next";

interface Props {
  ballot: Pick<Ballot, "chosen" | "candidates">;
  head: RouterOutputs["groups"]["head"];
  /** The viewer's zone. */
  timeZone: string | null;
}

/** The papers that a ballot for several chose: each with why, and what comes next. */
export function ChosenPapers({ ballot: { chosen, candidates }, head, timeZone }: Props) {
  return (
    <ol className="grid gap-4">
      {chosen.map(({ id, inShort, next }) => {
        const paper = candidates.find((candidate) => candidate.id === id)?.paper;
        if (!paper) return null;
        return (
          <li key={id}>
            <Card className="border-accent">
              <h2 className="font-semibold font-serif text-xl leading-snug">
                <Link href={paperPath(paper.slug)} className="no-underline hover:underline">
                  <PaperTitle of={paper} />
                </Link>
              </h2>
              <p className="mt-1 text-muted">{authorsInWords(paper.authors, paper.authorCount)}</p>
              {inShort ? (
                <p className="mt-3 max-w-[60ch] font-serif text-lg leading-relaxed">{inShort}</p>
              ) : null}
              {next ? <WhatNext head={head} paper={paper} next={next} timeZone={timeZone} /> : null}
            </Card>
          </li>
        );
      })}
    </ol>
  );
}

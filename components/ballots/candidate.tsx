import Link from "next/link";
import type { RouterOutputs } from "@/trpc/client";
import { Pitch } from "./nomination";
import { authorsInWords } from "./words";

type Standing = RouterOutputs["ballots"]["page"]["candidates"][number];

/** What stands on the ballot under a paper's title: who wrote it, who is for it, what it is about. */
export function Candidate({ paper, nomination: { pitch, nominatedBy } }: Standing) {
  return (
    <>
      <p className="text-muted text-sm">{authorsInWords(paper.authors, paper.otherAuthors)}</p>
      <Pitch text={pitch} />
      <p className="mt-2 text-muted text-sm">
        Nominated by <bdi>{nominatedBy.name}</bdi>
      </p>
      <details className="group mt-1">
        <summary
          aria-label={`Abstract of ${paper.title}`}
          className="inline-flex min-h-8 cursor-pointer items-center text-accent text-sm group-open:font-medium"
        >
          Abstract
        </summary>
        <div className="max-w-[65ch] whitespace-pre-line font-serif leading-relaxed">
          {paper.abstract}
        </div>
        <Link
          href={`/papers/${paper.slug}`}
          className="mt-2 inline-flex min-h-8 items-center text-sm underline"
        >
          Page of the paper
        </Link>
      </details>
    </>
  );
}

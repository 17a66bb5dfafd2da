import Link from "next/link";
import { authorsInWords } from "@/components/papers/words";
import type { RouterOutputs } from "@/trpc/client";
import { Pitch } from "./nomination";

type Standing = RouterOutputs["ballots"]["page"]["candidates"][number];

/** What stands on the ballot under a paper's title: who wrote it, who is for it, what it is about. */
export function Candidate({ paper, nomination: { pitch, nominatedBy } }: Standing) {
  return (
    <>
      <p className="text-muted text-sm">{authorsInWords(paper.authors, paper.authorCount)}</p>
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
        <div
          className="max-w-[65ch] overflow-x-auto overflow-y-hidden whitespace-pre-line font-serif leading-relaxed"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the server, but for what KaTeX made
          dangerouslySetInnerHTML={{ __html: paper.abstractHtml }}
        />
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

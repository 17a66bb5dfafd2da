"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import type { Candidate } from "@/server/papers/schema";
import { paperPath } from "@/server/platform/web/addresses";
import { refusalIn } from "@/trpc/calls";
import { PaperTitle } from "../paper-title";

/** The papers in a refusal to add a paper that may be one of them; null for any other error. */
export function candidatesIn(error: unknown): Candidate[] | null {
  const details = refusalIn(error)?.details;
  return details && "candidates" in details ? (details.candidates as Candidate[]) : null;
}

interface Props {
  candidates: readonly Candidate[];
  pending: boolean;
  onSame: (paperId: string) => void;
  onAnother: () => void;
}

/** The question whether a paper is one of those that it resembles. */
export function WhichPaper({ candidates, pending, onSame, onAnother }: Props) {
  return (
    <Card>
      <h2 role="alert" className="font-semibold font-serif text-xl">
        Is it one of these?
      </h2>
      <p className="mt-1 text-muted">
        The catalogue has {candidates.length === 1 ? "a paper" : "papers"} like yours.
      </p>
      <ul className="mt-3 grid gap-4">
        {candidates.map((paper) => (
          <li key={paper.id} className="grid gap-2">
            <div className="wrap-anywhere">
              <Link href={paperPath(paper.slug)} target="_blank" className="underline">
                <PaperTitle of={paper} />
              </Link>
              <p className="text-muted text-sm">{aboutInWords(paper)}</p>
            </div>
            <div>
              <Button pending={pending} onClick={() => onSame(paper.id)}>
                It is this one
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div className="mt-5">
        <Button variant="primary" pending={pending} onClick={onAnother}>
          It is a different paper
        </Button>
      </div>
    </Card>
  );
}

function aboutInWords({ authors, year }: Candidate): string {
  const names = authors.length > 0 ? authors.join(", ") : "Its authors are not known";
  return year === null ? names : `${names}, ${year}`;
}

import type { ReactNode } from "react";
import type { Ballot } from "@/components/ballots/ballot";
import { countInWords } from "@/server/platform/text/words";

interface Props {
  comparisons: NonNullable<Ballot["result"]>["comparisons"];
  /** Tables with the numbers, folded up. */
  children: ReactNode;
}

/** Comparisons of papers in plain words, with the numbers folded under them. */
export function Comparisons({ comparisons, children }: Props) {
  const { sentences, left } = comparisons ?? { sentences: [], left: 0 };
  return (
    <>
      <ul className="grid max-w-[70ch] gap-2">
        {sentences.map((sentence) => (
          <li key={sentence} dir="auto">
            {sentence}
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <p className="mt-2 text-muted text-sm">
          {`${countInWords(left, "more comparison")} in the tables.`}
        </p>
      ) : null}
      <details className="mt-4">
        <summary className="cursor-pointer py-1 font-medium">All numbers</summary>
        <div className="mt-3 grid gap-8">{children}</div>
      </details>
    </>
  );
}

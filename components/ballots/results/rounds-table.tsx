import type { ReactNode } from "react";
import { Wide } from "@/components/ui/wide";
import { shortNumber } from "./pictures/amounts";

interface Props<Round> {
  caption: string;
  /** Candidates from the top. */
  order: readonly string[];
  rounds: readonly Round[];
  titleOf(candidate: string): string;
  cellOf(round: Round, candidate: string): ReactNode;
  /** Whether the last row counts the votes that no longer name a paper. */
  withExhausted: boolean;
}

/** A table with a row for each paper, and a column for each round of counting. */
export function RoundsTable<Round extends { exhausted?: number | undefined }>({
  caption,
  order,
  titleOf,
  cellOf,
  withExhausted,
  ...props
}: Props<Round>) {
  const rounds = props.rounds.map((round, at) => ({ round, name: `Round ${at + 1}` }));
  return (
    <Wide label="The rounds in numbers" className="mt-6">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="py-1.5 pe-4 text-start font-normal">
              Paper
            </th>
            {rounds.map(({ name }) => (
              <th
                key={name}
                scope="col"
                className="whitespace-nowrap px-2 py-1.5 text-end font-normal"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((candidate) => (
            <tr key={candidate} className="border-line border-t">
              <th scope="row" className="min-w-40 py-1.5 pe-4 text-start font-normal font-serif">
                {titleOf(candidate)}
              </th>
              {rounds.map(({ round, name }) => (
                <td key={name} className="whitespace-nowrap px-2 py-1.5 text-end">
                  {cellOf(round, candidate)}
                </td>
              ))}
            </tr>
          ))}
          {withExhausted ? (
            <tr className="border-line border-t text-muted">
              <th scope="row" className="py-1.5 pe-4 text-start font-normal">
                Votes with no paper left in the running
              </th>
              {rounds.map(({ round: { exhausted = 0 }, name }) => (
                <td key={name} className="whitespace-nowrap px-2 py-1.5 text-end">
                  {shortNumber(exhausted)}
                </td>
              ))}
            </tr>
          ) : null}
        </tbody>
      </table>
    </Wide>
  );
}

import type { Ballot } from "@/components/ballots/ballot";
import { Wide } from "@/components/ui/wide";

type Pairs = Record<string, Record<string, number>>;

interface Props {
  /** The caption of the table. */
  caption: string;
  /** The text of a cell. */
  explanation: string;
  pairs: Pairs;
  /** Candidates from the top, and from the left. */
  order: readonly string[];
  titleOf(candidate: string): string;
  votesOf: Ballot["votes"];
}

/** Strongest colour of a cell in percent; above it words would be hard to read. */
const STRONGEST = 40;

/** A table with a number for each pair, which colours its cell; the stronger side is bold. */
export function PairTable({ caption, explanation, pairs, order, titleOf, votesOf }: Props) {
  const most = Math.max(1, votesOf);
  return (
    <div className="min-w-0">
      <p className="mb-2 max-w-[70ch] text-muted text-sm">{explanation}</p>
      <Wide label={caption}>
        <table className="border-separate border-spacing-0.5 text-sm tabular-nums">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <td />
              {order.map((candidate, at) => (
                <th key={candidate} scope="col" className="min-w-11 p-1 font-normal text-muted">
                  <span aria-hidden>{at + 1}</span>
                  <span className="sr-only">{titleOf(candidate)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {order.map((row, at) => (
              <tr key={row}>
                <th scope="row" className="min-w-36 max-w-sm py-1 pe-3 text-start font-normal">
                  <span aria-hidden className="text-muted">
                    {at + 1}.{" "}
                  </span>
                  <span className="font-serif">{titleOf(row)}</span>
                </th>
                {order.map((column) =>
                  column === row ? (
                    <td key={column} className="whitespace-nowrap bg-sunken text-center text-muted">
                      <span aria-hidden>–</span>
                      <span className="sr-only">itself</span>
                    </td>
                  ) : (
                    <Cell
                      key={column}
                      value={pairs[row]?.[column] ?? 0}
                      against={pairs[column]?.[row] ?? 0}
                      most={most}
                    />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

function Cell({ value, against, most }: { value: number; against: number; most: number }) {
  const share = Math.round((Math.min(value, most) / most) * STRONGEST);
  return (
    <td
      className={`whitespace-nowrap p-1 text-center print:[print-color-adjust:exact] ${value > against ? "font-bold" : ""}`}
      style={{ background: `color-mix(in srgb, var(--accent) ${share}%, var(--surface))` }}
    >
      {value}
    </td>
  );
}

interface Compared {
  pairwise: Pairs;
  ranking: readonly (readonly string[])[];
  voters: number;
}

/** The table of a result's votes in each pair of papers. */
export function VotesInPairs({
  result: { pairwise, ranking, voters },
  titleOf,
}: {
  result: Compared;
  titleOf: Props["titleOf"];
}) {
  return (
    <PairTable
      caption="Votes in each pair"
      explanation="Each row shows how many votes put its paper above the paper in the column. Darker means more votes; bold means more votes than the other way round."
      pairs={pairwise}
      order={ranking.flat()}
      titleOf={titleOf}
      votesOf={voters}
    />
  );
}

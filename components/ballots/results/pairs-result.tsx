import type { Ballot } from "@/components/ballots/ballot";
import { countInWords } from "@/server/platform/text/words";
import { PairTable } from "./pair-table";

type Result = NonNullable<Ballot["result"]>;
type Schulze = Extract<Result, { rule: "schulze" }>;
type RankedPairs = Extract<Result, { rule: "ranked-pairs" }>;

interface Props<Shown> {
  result: Shown;
  titleOf(candidate: string): string;
}

const PAIRS =
  "Each row shows how many votes put its paper above the paper in the column. Darker means more votes; bold means more votes than the other way round.";

/** A result by Schulze: pairs, strongest chains, and the chain to each other paper and back. */
export function SchulzeResult({ result, titleOf }: Props<Schulze>) {
  const { pairwise, strengths, paths, ranking, voters } = result;
  const table = { order: ranking.flat(), titleOf, votesOf: voters };
  const chain = (candidates: readonly string[]) =>
    candidates.map((candidate) => `“${titleOf(candidate)}”`).join(" over ");
  return (
    <div className="grid gap-8">
      <PairTable {...table} caption="Votes in each pair" explanation={PAIRS} pairs={pairwise} />
      <PairTable
        {...table}
        caption="The strongest chains"
        explanation="The strongest chain from the paper in the row to the paper in the column. A chain is as strong as its weakest step. Bold means stronger than the chain back."
        pairs={strengths}
      />
      <ul className="grid max-w-[75ch] gap-2 text-sm">
        {paths.map(({ against, there, back }) => (
          <li key={against}>
            {there.length > 0 ? `${chain(there)}: ` : `No chain leads to “${titleOf(against)}”: `}
            {strengths[result.winner ?? ""]?.[against] ?? 0}
            {back.length > 0
              ? `; back: ${chain(back)}: ${strengths[against]?.[result.winner ?? ""] ?? 0}.`
              : "; no chain leads back."}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A result by ranked pairs: the pairs, and the order in which they were taken. */
export function RankedPairsResult({ result, titleOf }: Props<RankedPairs>) {
  const { pairwise, steps, ranking, voters } = result;
  return (
    <div className="grid gap-8">
      <PairTable
        caption="Votes in each pair"
        explanation={PAIRS}
        pairs={pairwise}
        order={ranking.flat()}
        titleOf={titleOf}
        votesOf={voters}
      />
      <div>
        <h3 className="mb-2 font-semibold text-sm">The pairs in the order they were taken</h3>
        <ol className="grid max-w-[75ch] list-decimal gap-1 ps-6 text-sm">
          {steps.map(({ winner, loser, for: pro, against, locked }) => (
            <li key={`${winner} ${loser}`} className={locked ? undefined : "text-muted"}>
              “{titleOf(winner)}” over “{titleOf(loser)}”, {countInWords(pro, "vote")} to {against}:{" "}
              {locked ? "kept" : "left out, because it contradicts the pairs before it"}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

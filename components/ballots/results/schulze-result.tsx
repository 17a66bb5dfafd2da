import type { Ballot } from "@/components/ballots/ballot";
import { Comparisons } from "./comparisons";
import { PairTable, VotesInPairs } from "./pair-table";

interface Props {
  result: Extract<Ballot["result"], { rule: "schulze" }>;
  titleOf(candidate: string): string;
}

/** A result by Schulze: pairs, strongest chains, and the chain to each other paper and back. */
export function SchulzeResult({ result, titleOf }: Props) {
  const { strengths, paths, ranking, voters } = result;
  const chain = (candidates: readonly string[]) =>
    candidates.map((candidate) => `“${titleOf(candidate)}”`).join(" over ");
  return (
    <Comparisons comparisons={result.comparisons}>
      <VotesInPairs result={result} titleOf={titleOf} />
      <PairTable
        order={ranking.flat()}
        titleOf={titleOf}
        votesOf={voters}
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
    </Comparisons>
  );
}

import type { Ballot } from "@/components/ballots/ballot";
import { countInWords } from "@/server/platform/text/words";
import { Comparisons } from "./comparisons";
import { VotesInPairs } from "./pair-table";

interface Props {
  result: Extract<Ballot["result"], { rule: "ranked-pairs"; steps: unknown }>;
  titleOf(candidate: string): string;
}

/** A result by ranked pairs: the pairs, and the order in which they were taken. */
export function RankedPairsResult({ result, titleOf }: Props) {
  return (
    <Comparisons comparisons={result.comparisons}>
      <VotesInPairs result={result} titleOf={titleOf} />
      <div>
        <h3 className="mb-2 font-semibold text-sm">The pairs in the order they were taken</h3>
        <ol className="grid max-w-[75ch] list-decimal gap-1 ps-6 text-sm">
          {result.steps.map(({ winner, loser, for: pro, against, locked }) => (
            <li key={`${winner} ${loser}`} className={locked ? undefined : "text-muted"}>
              “{titleOf(winner)}” over “{titleOf(loser)}”, {countInWords(pro, "vote")} to {against}:{" "}
              {locked ? "kept" : "left out, because it contradicts the pairs before it"}
            </li>
          ))}
        </ol>
      </div>
    </Comparisons>
  );
}

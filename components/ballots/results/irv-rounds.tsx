import { countInWords } from "@/server/platform/text/words";
import { shortNumber } from "./pictures/amounts";
import type { Irv } from "./pictures/flow";
import { RoundsTable } from "./rounds-table";

interface Props {
  result: Irv;
  titleOf(candidate: string): string;
}

/** The rounds of an instant runoff in numbers, with the transfers of votes. */
export function IrvRounds({ result, titleOf }: Props) {
  const { transfers, ranking, settledByOrder } = result;
  return (
    <>
      <RoundsTable
        caption="Votes of each paper, round by round"
        order={ranking.flat()}
        rounds={result.rounds}
        titleOf={titleOf}
        withExhausted
        cellOf={({ counts }, candidate) =>
          counts[candidate] === undefined ? (
            <span className="text-muted">out</span>
          ) : (
            shortNumber(counts[candidate])
          )
        }
      />
      {transfers.length > 0 ? (
        <ol className="mt-4 grid max-w-[70ch] gap-1 text-sm">
          {transfers.map(({ from, to, exhausted }, round) => {
            const tie = settledByOrder.find((settled) => settled.round === round);
            const went = Object.entries(to).map(
              ([candidate, votes]) => `${countInWords(votes, "vote")} to “${titleOf(candidate)}”`,
            );
            const lost =
              exhausted > 0 ? [`${countInWords(exhausted, "vote")} to no other paper`] : [];
            const moved = [...went, ...lost].join(", ");
            return (
              <li key={from}>
                After round {round + 1} “{titleOf(from)}” dropped out
                {tie
                  ? ` (tied with ${countInWords(tie.level.length - 1, "other")}, so the tie-break order decided)`
                  : ""}
                {moved ? `; ${moved}.` : "; it had no votes."}
              </li>
            );
          })}
        </ol>
      ) : null}
    </>
  );
}

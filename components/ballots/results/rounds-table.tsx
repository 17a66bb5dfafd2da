import { Wide } from "@/components/ui/wide";
import { countInWords } from "@/server/platform/text/words";
import { shortNumber } from "./pictures/amounts";
import type { Irv } from "./pictures/flow";

interface Props {
  result: Irv;
  titleOf(candidate: string): string;
}

/** The rounds of an instant runoff in numbers, with the transfers of votes. */
export function RoundsTable({ result, titleOf }: Props) {
  const { transfers, ranking, settledByOrder } = result;
  const rounds = result.rounds.map((round, at) => ({ ...round, name: `Round ${at + 1}` }));
  return (
    <>
      <Wide label="The rounds in numbers" className="mt-6">
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">Votes of each paper, round by round</caption>
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
            {ranking.flat().map((candidate) => (
              <tr key={candidate} className="border-line border-t">
                <th scope="row" className="min-w-40 py-1.5 pe-4 text-start font-normal font-serif">
                  {titleOf(candidate)}
                </th>
                {rounds.map(({ counts, name }) => (
                  <td key={name} className="whitespace-nowrap px-2 py-1.5 text-end">
                    {counts[candidate] === undefined ? (
                      <span className="text-muted">out</span>
                    ) : (
                      shortNumber(counts[candidate])
                    )}
                  </td>
                ))}
              </tr>
            ))}
            <tr className="border-line border-t text-muted">
              <th scope="row" className="py-1.5 pe-4 text-start font-normal">
                Votes with no paper left in the running
              </th>
              {rounds.map(({ exhausted, name }) => (
                <td key={name} className="whitespace-nowrap px-2 py-1.5 text-end">
                  {exhausted}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Wide>
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

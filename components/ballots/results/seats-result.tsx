import type { Ballot } from "@/components/ballots/ballot";
import { Wide } from "@/components/ui/wide";
import { Comparisons } from "./comparisons";
import { PAIRS, PairTable } from "./pair-table";
import { shortNumber } from "./pictures/amounts";
import { Bars } from "./pictures/drawn";

type Several = Extract<Ballot["result"], { seats: number }>;

interface Props {
  result: Several;
  /** The candidates that the group reads. */
  chosen: readonly string[];
  titleOf(candidate: string): string;
}

/** The result of a ballot for several papers: the points as the votes were cast, and round by round. */
export function SeatsResult({ result, chosen, titleOf }: Props) {
  const { rounds, ranking, voters, rule, pairwise } = result;
  const given = rounds[0]?.scores;
  if (given)
    return (
      <>
        <Bars
          rows={ranking.flat().map((id) => ({
            key: id,
            label: titleOf(id),
            value: given[id] ?? 0,
            strong: chosen.includes(id),
            shown: `${shortNumber(given[id] ?? 0)}${chosen.includes(id) ? " · chosen" : ""}`,
          }))}
          {...(rule === "approval" ? { whole: voters } : {})}
        />
        {rule === "plurality" || rule === "borda" ? null : (
          <RoundsOfSeats result={result} titleOf={titleOf} />
        )}
      </>
    );
  if (!pairwise)
    return (
      <ol className="grid max-w-[70ch] list-decimal gap-1 ps-6">
        {ranking.flat().map((id) => (
          <li key={id} className={chosen.includes(id) ? "font-semibold" : undefined}>
            {titleOf(id)}
          </li>
        ))}
      </ol>
    );
  return (
    <Comparisons comparisons={result.comparisons}>
      <PairTable
        caption="Votes in each pair"
        explanation={PAIRS}
        pairs={pairwise}
        order={ranking.flat()}
        titleOf={titleOf}
        votesOf={voters}
      />
    </Comparisons>
  );
}

/** The points or votes of each paper, round by round, until it was chosen or dropped out. */
function RoundsOfSeats({ result, titleOf }: Omit<Props, "chosen">) {
  const { ranking } = result;
  const rounds = result.rounds.map((round, at) => ({ ...round, name: `Round ${at + 1}` }));
  const exhausts = rounds.some(({ exhausted = 0 }) => exhausted > 0);
  return (
    <Wide label="The rounds in numbers" className="mt-6">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">Points or votes of each paper, round by round</caption>
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
          {ranking.flat().map((id) => (
            <tr key={id} className="border-line border-t">
              <th scope="row" className="min-w-40 py-1.5 pe-4 text-start font-normal font-serif">
                {titleOf(id)}
              </th>
              {rounds.map(({ name, scores, chosen, eliminated }) => (
                <td key={name} className="whitespace-nowrap px-2 py-1.5 text-end">
                  {scores?.[id] === undefined ? null : shortNumber(scores[id])}
                  {chosen.includes(id) ? <strong>{" · chosen"}</strong> : null}
                  {eliminated === id ? <span className="text-muted">{" · out"}</span> : null}
                </td>
              ))}
            </tr>
          ))}
          {exhausts ? (
            <tr className="border-line border-t text-muted">
              <th scope="row" className="py-1.5 pe-4 text-start font-normal">
                Votes with no paper left in the running
              </th>
              {rounds.map(({ name, exhausted = 0 }) => (
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

import type { Ballot } from "@/components/ballots/ballot";
import { Comparisons } from "./comparisons";
import { VotesInPairs } from "./pair-table";
import { shortNumber } from "./pictures/amounts";
import { Bars } from "./pictures/bars";
import { RoundsTable } from "./rounds-table";

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
      <VotesInPairs result={{ pairwise, ranking, voters }} titleOf={titleOf} />
    </Comparisons>
  );
}

/** The points or votes of each paper, round by round, until it was chosen or dropped out. */
function RoundsOfSeats({ result, titleOf }: Omit<Props, "chosen">) {
  const { rounds, ranking } = result;
  return (
    <RoundsTable
      caption="Points or votes of each paper, round by round"
      order={ranking.flat()}
      rounds={rounds}
      titleOf={titleOf}
      withExhausted={rounds.some(({ exhausted = 0 }) => exhausted > 0)}
      cellOf={({ scores, chosen, eliminated }, id) => (
        <>
          {scores?.[id] === undefined ? null : shortNumber(scores[id])}
          {chosen.includes(id) ? <strong>{" · chosen"}</strong> : null}
          {eliminated === id ? <span className="text-muted">{" · out"}</span> : null}
        </>
      )}
    />
  );
}

import type { Ballot } from "@/components/ballots/ballot";
import { IrvRounds } from "../irv-rounds";
import { PointsTable } from "../points-table";
import { RankedPairsResult } from "../ranked-pairs-result";
import { SchulzeResult } from "../schulze-result";
import { SeatsResult } from "../seats-result";
import { WeightsCounted } from "../weights-counted";
import { shortNumber } from "./amounts";
import { Bars, type LabelledBar } from "./bars";
import { FlowPicture } from "./flow-picture";

type Star = Extract<NonNullable<Ballot["result"]>, { rule: "star"; runoff: unknown }>;

interface Props {
  ballot: Ballot;
  result: NonNullable<Ballot["result"]>;
}

const UNITS = {
  approval: "Ticks",
  plurality: "First choices",
  score: "Points",
  borda: "Points",
  star: "Points",
  "perpetual-consensus": "Weight",
  "perpetual-pav": "Weight",
  "perpetual-quota": "Weight",
};

/** A picture of a result, by the rule, and a table with the same numbers. */
export function Picture({ ballot, result }: Props) {
  const titles = new Map(ballot.candidates.map(({ id, paper }) => [id, paper.title]));
  const titleOf = (candidate: string) => titles.get(candidate) ?? "";
  const chosen = ballot.candidates.find((candidate) => candidate.chosen)?.id;
  const bars = (values: Readonly<Record<string, number>>, ids: readonly string[]): LabelledBar[] =>
    ids.map((id) => ({
      key: id,
      label: titleOf(id),
      value: values[id] ?? 0,
      strong: id === chosen,
      shown: `${shortNumber(values[id] ?? 0)}${id === chosen ? " · chosen" : ""}`,
    }));
  if ("seats" in result)
    return (
      <SeatsResult result={result} chosen={ballot.chosen.map(({ id }) => id)} titleOf={titleOf} />
    );
  switch (result.rule) {
    case "irv":
      return (
        <>
          <FlowPicture result={result} titleOf={titleOf} />
          <IrvRounds result={result} titleOf={titleOf} />
        </>
      );
    case "schulze":
      return <SchulzeResult result={result} titleOf={titleOf} />;
    case "ranked-pairs":
      return <RankedPairsResult result={result} titleOf={titleOf} />;
    case "star":
      return (
        <>
          {result.runoff ? (
            <>
              <h3 className="mb-1 font-semibold text-sm">
                The runoff: how many votes scored each finalist higher than the other
              </h3>
              <Bars
                rows={bars(result.runoff.votes, result.runoff.finalists)}
                whole={result.voters}
              />
              <Runoff result={result} titleOf={titleOf} />
              <h3 className="mt-6 mb-1 font-semibold text-sm">All points</h3>
            </>
          ) : null}
          <Bars rows={bars(result.scores, result.ranking.flat())} />
          <PointsTable ballot={ballot} result={result} unit={UNITS.star} scores={result.scores} />
        </>
      );
    default:
      return (
        <>
          <Bars
            rows={bars(result.scores, result.ranking.flat())}
            {...(result.rule === "approval" ? { whole: result.voters } : {})}
          />
          <PointsTable
            ballot={ballot}
            result={result}
            unit={UNITS[result.rule]}
            scores={result.scores}
          />
          {"exact" in result ? <WeightsCounted result={result} /> : null}
        </>
      );
  }
}

/** The runoff in words, for screen readers. */
function Runoff({ result, titleOf }: { result: Star; titleOf(candidate: string): string }) {
  const votes = result.runoff?.votes ?? {};
  const finalists = result.runoff?.finalists ?? [];
  const told = finalists.reduce((all, id) => all + (votes[id] ?? 0), 0);
  return (
    <p className="mt-1 text-muted text-sm">
      {finalists.map((id) => `“${titleOf(id)}”: ${votes[id] ?? 0}`).join(", ")}. Scored both the
      same: {result.voters - told}.
    </p>
  );
}

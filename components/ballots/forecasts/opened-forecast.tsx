import { PaperTitle } from "@/components/papers/paper-title";
import { LinkButton } from "@/components/ui/button";
import { Wide } from "@/components/ui/wide";
import { forecastsPath } from "@/server/platform/web/addresses";
import type { Ballot } from "../ballot";
import { chanceInWords, scoreInWords } from "./words";

interface Props {
  group: string;
  ballot: Pick<Ballot, "forecast" | "candidates" | "seats">;
}

/** The forecast of a closed ballot, how it did, and how to check its seal. */
export function OpenedForecast({ group, ballot }: Props) {
  const { forecast, candidates, seats } = ballot;
  if (!forecast) return null;
  const { seal, opened } = forecast;
  return (
    <section aria-labelledby="forecast" className="mt-8">
      <h2 id="forecast" className="mb-2 font-semibold">
        Forecast
      </h2>
      {opened ? (
        <>
          <p className="max-w-[65ch]">{how(ballot)}</p>
          <Wide label="The forecast in numbers" className="mt-3">
            <table className="w-full max-w-3xl text-sm tabular-nums">
              <thead className="text-muted">
                <tr>
                  <th scope="col" className="py-1.5 pe-3 text-start font-normal">
                    Paper
                  </th>
                  <th scope="col" className="py-1.5 ps-3 text-end font-normal">
                    {seats > 1 ? "Share of the seats" : "Chance"}
                  </th>
                </tr>
              </thead>
              <tbody>
                {byChance(candidates, opened.chances).map(({ id, paper, chosen }) => (
                  <tr key={id} className="border-line border-t">
                    <th
                      scope="row"
                      dir="auto"
                      className={`min-w-48 py-1.5 pe-3 text-start ${chosen ? "" : "font-normal"}`}
                    >
                      <PaperTitle of={paper} />
                      {chosen ? " (chosen)" : null}
                    </th>
                    <td className="whitespace-nowrap py-1.5 ps-3 text-end">
                      {opened.chances[id] === undefined
                        ? "added later"
                        : chanceInWords(opened.chances[id])}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
          <details className="mt-3 max-w-[70ch] text-sm">
            <summary className="cursor-pointer py-1">Check the seal</summary>
            <p className="mt-1 text-muted">
              While the ballot was open, only the seal was shown. It is the SHA-256 of the line
              below, in which chances are parts of 10,000 by the IDs of the papers in the record. On
              a computer, this command prints the seal:
            </p>
            <p className="mt-2">
              <code className="break-all">{`printf %s '${opened.sealed}' | sha256sum`}</code>
            </p>
            <p className="mt-2 text-muted">Seal</p>
            <p>
              <code className="break-all">{seal}</code>
            </p>
          </details>
        </>
      ) : (
        <div className="grid max-w-[65ch] gap-2 text-muted text-sm">
          <p>The forecast stays sealed until the tie is decided. Its seal:</p>
          <p>
            <code className="break-all">{seal}</code>
          </p>
        </div>
      )}
      <p className="mt-3 print:hidden">
        <LinkButton href={forecastsPath(group)}>Forecasts so far</LinkButton>
      </p>
    </section>
  );
}

type Candidates = Ballot["candidates"];

function byChance(candidates: Candidates, chances: Readonly<Record<string, number>>): Candidates {
  return candidates.toSorted((a, b) => (chances[b.id] ?? -1) - (chances[a.id] ?? -1));
}

/** How a forecast did, in sentences. */
function how({ forecast, candidates }: Props["ballot"]): string {
  const score = forecast?.opened?.score;
  if (!score) return "This ballot chose nothing, so its forecast has no score.";
  const favourite = candidates.find(({ id }) => id === score.favourite);
  const first = !favourite
    ? "The forecast had no favourite."
    : score.favouriteChosen
      ? "The favourite of the forecast was chosen."
      : "The favourite of the forecast was not chosen.";
  return `${first} Its score is ${scoreInWords(score.brier)}, and that of an even guess ${scoreInWords(score.even)}: 0 is perfect, and 2 is the worst.`;
}

import { PaperTitle } from "@/components/papers/paper-title";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { Wide } from "@/components/ui/wide";
import { ballotPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { chanceInWords, scoreInWords, WHEN_FORECAST, worthInWords } from "./words";

interface Props {
  group: string;
  series: RouterOutputs["ballots"]["forecasts"];
  /** The viewer's zone. */
  timeZone: string | null;
}

/** How well the forecasts of a group's ballots have done. */
export function ForecastSeries({ group, series, timeZone }: Props) {
  const { forecasts, summary, most } = series;
  return (
    <>
      {summary ? (
        <>
          <p className="mb-3 max-w-[65ch] text-muted">{worthInWords(summary).join(" ")}</p>
          <Wide label="The forecasts in numbers">
            <table className="w-full max-w-4xl text-sm tabular-nums">
              <thead className="text-muted">
                <tr>
                  {["Closed", "Chosen", "Its chance", "Favourite", "Score", "Even guess"].map(
                    (head, at) => (
                      <th
                        key={head}
                        scope="col"
                        className={`whitespace-nowrap py-1.5 font-normal ${at < 2 ? "pe-3 text-start" : "ps-3 text-end"}`}
                      >
                        {head}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {forecasts.map(({ id, closedAt, chosen, score }) => (
                  <tr key={id} className="border-line border-t">
                    <th
                      scope="row"
                      className="whitespace-nowrap py-1.5 pe-3 text-start font-normal"
                    >
                      <Link href={ballotPath(group, id)} className="inline-block min-h-6 underline">
                        <When date={closedAt} timeZone={timeZone} kind="date" />
                      </Link>
                    </th>
                    <td className="min-w-48 py-1.5 pe-3">
                      {chosen.map((paper) => (
                        <span key={paper.id} dir="auto" className="block">
                          <PaperTitle of={paper} />
                        </span>
                      ))}
                    </td>
                    <td className="whitespace-nowrap py-1.5 ps-3 text-end">
                      {chosen.map(({ chance }) => chanceInWords(chance)).join(", ")}
                    </td>
                    <td className="whitespace-nowrap py-1.5 ps-3 text-end">
                      {score.favourite === null
                        ? "none"
                        : score.favouriteChosen
                          ? "chosen"
                          : "not chosen"}
                    </td>
                    <td className="whitespace-nowrap py-1.5 ps-3 text-end">
                      {scoreInWords(score.brier)}
                    </td>
                    <td className="whitespace-nowrap py-1.5 ps-3 text-end">
                      {scoreInWords(score.even)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
          <p className="mt-3 max-w-[65ch] text-muted text-sm">
            Each forecast was sealed when its ballot opened, and is scored by the sum of the squares
            of how far its chances were off.{" "}
            {forecasts.length === most ? `These are the last ${most}.` : null}
          </p>
        </>
      ) : (
        <p className="max-w-[65ch] text-muted">
          No ballot with a forecast has chosen a paper yet. {WHEN_FORECAST}
        </p>
      )}
    </>
  );
}

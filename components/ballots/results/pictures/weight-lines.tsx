import { Lines } from "@/components/ui/charts/lines";
import { When } from "@/components/ui/times/when";
import { Wide } from "@/components/ui/wide";
import type { RouterOutputs } from "@/trpc/client";
import { shortNumber } from "./amounts";

type Weights = NonNullable<RouterOutputs["ballots"]["fairness"]["weights"]>;

interface Props {
  weights: Weights;
  /** The viewer's zone. */
  timeZone: string | null;
}

/** Ballots in the table; the picture shows all. */
const LATEST = 8;

/** The weights that members carry from ballot to ballot, as lines (from the second ballot on) and as a table. */
export function WeightLines({ weights: { ballots, lines }, timeZone }: Props) {
  const day = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    timeZone: timeZone ?? "UTC",
  });
  const from = Math.max(0, ballots.length - LATEST);
  const named = lines.map(({ mine, person, values }, at) => ({
    key: `line${at}`,
    values,
    strong: mine,
    mine,
    name: mine ? "You" : (person?.name ?? null),
  }));
  return (
    <>
      {ballots.length > 1 ? (
        <Lines
          className="h-72"
          format={shortNumber}
          labels={ballots.map(({ closedAt }) => day.format(closedAt))}
          lines={named.map(({ key, values, strong }) => ({
            key,
            values,
            strong,
            label: strong ? "You" : null,
          }))}
        />
      ) : null}
      <Wide label="Weight that members carry over, as a table" className="mt-4">
        <table className="w-full text-sm tabular-nums">
          <caption className="mb-1 text-start text-muted">
            {from === 0 ? "After each ballot" : `After each of the last ${LATEST} ballots`}
          </caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="py-1 pe-3 text-start font-normal">
                Member
              </th>
              {ballots.slice(from).map(({ id, closedAt }) => (
                <th
                  key={id}
                  scope="col"
                  className="whitespace-nowrap px-2 py-1 text-end font-normal"
                >
                  <When date={closedAt} timeZone={timeZone} kind="date" />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {named.map(({ key, name, mine, values }) => (
              <tr key={key} className="border-line border-t">
                <th
                  scope="row"
                  className={`min-w-28 py-1 pe-3 text-start ${mine ? "" : "font-normal"}`}
                >
                  {name ? <bdi>{name}</bdi> : "A member"}
                </th>
                {values.slice(from).map((value, at) => (
                  <td key={ballots[from + at]?.id} className="whitespace-nowrap px-2 py-1 text-end">
                    {shortNumber(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

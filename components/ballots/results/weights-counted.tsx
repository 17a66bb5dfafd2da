import type { Ballot } from "@/components/ballots/ballot";
import { countInWords } from "@/server/platform/text/words";
import { numberInWords } from "../weight-words";

type Result = NonNullable<Ballot["result"]>;

/** The weights of the votes under a rule over time, and the number of votes with each. */
export function WeightsCounted({ result: { weighed } }: { result: Result }) {
  const rows = weighed.toSorted(([a], [b]) => sizeOf(b) - sizeOf(a));
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="weights" className="mt-8">
      <h3 id="weights" className="mb-1 font-semibold">
        What a vote weighed
      </h3>
      <table className="whitespace-nowrap text-sm tabular-nums">
        <thead className="text-muted">
          <tr>
            <th scope="col" className="py-1 pe-6 text-end font-normal">
              Weight
            </th>
            <th scope="col" className="py-1 text-start font-normal">
              Votes
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([weight, count]) => (
            <tr key={weight} className="border-line border-t">
              <th scope="row" className="py-1 pe-6 text-end font-normal">
                {numberInWords(weight)}
              </th>
              <td className="py-1">{countInWords(count, "vote")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sizeOf(fraction: string): number {
  const [above = "0", below = "1"] = fraction.split("/");
  return Number(above) / Number(below);
}

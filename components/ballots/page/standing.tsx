import type { Ballot } from "@/components/ballots/ballot";
import { countInWords } from "@/server/platform/text/words";
import { placesOf, shortNumber } from "../results/pictures/amounts";

interface Props {
  candidates: Ballot["candidates"];
  standing: NonNullable<Ballot["standing"]>;
}

/** The interim result of an open ballot: tiers, and points if the rule has them. */
export function InterimResult({ candidates, standing }: Props) {
  const { voters, abstentions, ranking, scores } = standing;
  const titles = new Map(candidates.map(({ id, paper }) => [id, paper.title]));
  const places = placesOf(standing);
  const rows = ranking.flatMap((tier) =>
    tier.map((id) => ({ id, place: `${places.get(id)}${tier.length > 1 ? "=" : ""}` })),
  );
  return (
    <section aria-labelledby="standing" className="mt-8">
      <h2 id="standing" className="mb-1 font-semibold">
        Interim result
      </h2>
      <p className="mb-2 text-muted text-sm">
        {countInWords(voters, "vote")} so far
        {abstentions > 0 ? `, and ${countInWords(abstentions, "abstention")}` : ""}. It can still
        change.
      </p>
      {voters > 0 ? (
        <table className="w-full max-w-2xl">
          <thead className="text-start text-muted text-sm">
            <tr>
              <th scope="col" className="py-1 pe-4 text-start font-normal">
                Place
              </th>
              <th scope="col" className="w-full py-1 text-start font-normal">
                Paper
              </th>
              {scores ? (
                <th scope="col" className="py-1 ps-4 text-end font-normal">
                  Points
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="border-line border-t">
                <td className="py-1.5 pe-4 tabular-nums">{row.place}</td>
                <th scope="row" className="py-1.5 text-start font-normal font-serif">
                  {titles.get(row.id)}
                </th>
                {scores ? (
                  <td className="py-1.5 ps-4 text-end tabular-nums">
                    {shortNumber(scores[row.id] ?? 0)}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

import type { Ballot } from "@/components/ballots/ballot";
import { PaperTitle } from "@/components/papers/paper-title";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { paperPath } from "@/server/platform/web/addresses";
import { placesOf, shortNumber } from "./pictures/amounts";

interface Props {
  ballot: Ballot;
  result: NonNullable<Ballot["result"]>;
  /** The unit that the rule counts in, such as "Points". */
  unit: string;
  scores: Readonly<Record<string, number>>;
}

/** All papers by place, with their points. */
export function PointsTable({ ballot, result, unit, scores }: Props) {
  const { candidates } = ballot;
  const places = placesOf(result);
  const rows = result.ranking.flat().flatMap((id) => candidates.find((one) => one.id === id) ?? []);
  return (
    <table className="w-full">
      <caption className="sr-only">Place and {unit.toLowerCase()} of each paper</caption>
      <thead className="text-muted text-sm">
        <tr>
          <th scope="col" className="whitespace-nowrap py-1.5 pe-3 text-start font-normal">
            Place
          </th>
          <th scope="col" className="w-full py-1.5 text-start font-normal">
            Paper
          </th>
          <th scope="col" className="whitespace-nowrap py-1.5 ps-3 text-end font-normal">
            {unit}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, chosen, paper }) => (
          <tr key={id} className="border-line border-t">
            <td className="whitespace-nowrap py-2 pe-3 tabular-nums">{places.get(id)}</td>
            <th scope="row" className="py-2 text-start font-normal">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link
                  href={paperPath(paper.slug)}
                  className={`inline-block min-h-6 font-serif leading-snug no-underline hover:underline ${chosen ? "font-semibold" : ""}`}
                >
                  <PaperTitle of={paper} />
                </Link>
                {chosen ? (
                  <Badge>
                    <Icon of="lucide--trophy" className="me-1 size-3" />
                    Chosen
                  </Badge>
                ) : null}
              </span>
            </th>
            <td className="whitespace-nowrap py-2 ps-3 text-end tabular-nums">
              {shortNumber(scores[id] ?? 0)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

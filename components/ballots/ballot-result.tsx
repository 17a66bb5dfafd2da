import { Check, Trophy } from "lucide-react";
import Link from "next/link";
import { countInWords } from "@/components/papers/words";
import { Badge } from "@/components/ui/badge";
import type { RouterOutputs } from "@/trpc/client";

type Ballot = RouterOutputs["ballots"]["page"];
type Result = NonNullable<Ballot["result"]>;

interface Props {
  ballot: Ballot;
  result: Result;
}

interface Row {
  id: string;
  slug: string;
  title: string;
  approvals: number;
  won: boolean;
  mine: boolean;
}

/** Most approved first; among equals as they stood on the ballot. */
function rowsOf({ candidates, myVote }: Ballot, result: Result): Row[] {
  const { winner } = result;
  const scores: Record<string, number> = "scores" in result ? result.scores : {};
  const ticked = myVote && "approvals" in myVote.answer ? myVote.answer.approvals : [];
  return candidates
    .map(({ id, paper: { slug, title } }) => ({
      id,
      slug,
      title,
      approvals: scores[id] ?? 0,
      won: id === winner,
      mine: ticked.includes(id),
    }))
    .toSorted((a, b) => b.approvals - a.approvals);
}

/** How a ballot came out: a bar for each paper, in a table that can be read aloud. */
export function BallotResult({ ballot, result }: Props) {
  const { voters } = result;
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">
        Approvals of each paper, out of {countInWords(voters, "member")} who approved of any
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Paper</th>
          <th scope="col">Approvals</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(ballot, result).map(({ id, slug, title, approvals, won, mine }) => (
          <tr key={id}>
            <th scope="row" className="w-full py-2.5 text-start font-normal">
              <div className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link
                  href={`/papers/${slug}`}
                  className={`font-serif leading-snug no-underline hover:underline ${won ? "font-semibold text-lg" : ""}`}
                >
                  {title}
                </Link>
                {won ? (
                  <Badge>
                    <Trophy aria-hidden className="me-1 size-3" />
                    Chosen
                  </Badge>
                ) : null}
                {mine ? (
                  <Badge>
                    <Check aria-hidden className="me-1 size-3" />
                    You ticked it
                  </Badge>
                ) : null}
              </div>
              <Bar share={voters === 0 ? 0 : approvals / voters} strong={won} />
            </th>
            <td className="whitespace-nowrap py-2.5 ps-4 align-bottom tabular-nums">
              <span className={won ? "font-semibold text-lg" : "text-lg"}>{approvals}</span>
              <span className="text-muted text-sm"> of {voters}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How much of the whole, drawn; the number stands beside it. */
function Bar({ share, strong }: { share: number; strong: boolean }) {
  return (
    <svg aria-hidden="true" className="h-4 w-full rounded-sm" preserveAspectRatio="none">
      <rect width="100%" height="100%" className="fill-sunken" />
      <rect
        width={`${share * 100}%`}
        height="100%"
        className={strong ? "fill-accent" : "fill-muted"}
      />
    </svg>
  );
}

import { PaperHeading } from "@/components/papers/paper-heading";
import { CommentText } from "@/components/threads/comment/comment-text";
import { Folded } from "@/components/threads/comment/folded";
import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import { ballotPath, meetingPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { OpinionNumbers } from "../opinions/opinion-numbers";
import { dayInWords } from "../words";

interface Props {
  group: string;
  readings: RouterOutputs["meetings"]["history"]["readings"];
}

/** A group's history, the latest first, with the ballots and notes of each reading. */
export function HistoryList({ group, readings }: Props) {
  return (
    <ol className="divide-y divide-line border-line border-y">
      {readings.map(
        ({
          id,
          day,
          paper,
          presenter,
          turnout,
          opinions,
          ballot,
          meetingId,
          notes,
          notesFolded,
        }) => (
          <li key={id} className="py-4">
            <PaperHeading paper={paper} className="text-lg" />
            <p className="mt-1 text-sm">
              {meetingId ? "Discussed on " : "Read on "}
              <time dateTime={day}>{dayInWords(day)}</time>
              {presenter ? (
                <>
                  {", presented by "}
                  <bdi>{presenter.name}</bdi>
                </>
              ) : null}
              {turnout ? `, ${countInWords(turnout, "member")} said yes` : null}.
            </p>
            {opinions ? <OpinionNumbers opinions={opinions} /> : null}
            <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
              {meetingId ? (
                <Link
                  href={meetingPath(group, meetingId)}
                  className="inline-block min-h-6 underline"
                >
                  The meeting<span className="sr-only">: {paper.title}</span>
                </Link>
              ) : null}
              {ballot ? (
                <Link
                  href={ballotPath(group, ballot.id)}
                  className="inline-block min-h-6 underline"
                >
                  {`Chosen from ${countInWords(ballot.candidates, "paper")}, ${countInWords(ballot.votes, "vote")}`}
                  <span className="sr-only">: {paper.title}</span>
                </Link>
              ) : null}
            </p>
            {notes || notesFolded ? (
              <details className="mt-2">
                <summary className="inline-flex min-h-6 cursor-pointer items-center text-accent text-sm underline">
                  Notes<span className="sr-only"> on {paper.title}</span>
                </summary>
                <div className="mt-2 border-line border-l-2 pl-4">
                  {notes ? (
                    <CommentText html={notes} />
                  ) : (
                    <Folded href={meetingId && meetingPath(group, meetingId)} />
                  )}
                </div>
              </details>
            ) : null}
          </li>
        ),
      )}
    </ol>
  );
}

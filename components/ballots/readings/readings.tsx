import { PaperHeading } from "@/components/papers/paper-heading";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { ballotPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { MarkRead } from "./mark-read";

interface Props {
  group: string;
  readings: RouterOutputs["ballots"]["readings"]["readings"];
  /** Whether the viewer may mark papers read. */
  mayMark: boolean;
  /** The viewer's zone. */
  timeZone: string | null;
}

/** Papers that a group chose, read or not, the latest first. */
export function Readings({ group, readings, mayMark, timeZone }: Props) {
  return (
    <ol className="grid divide-y divide-line border-line border-y">
      {readings.map(({ id, paper, chosenAt, read, readAt, marked, ballotId, meeting }) => (
        <li key={id} className="py-3">
          <PaperHeading paper={paper} className="text-lg" />
          <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
            <span>
              {"Chosen "}
              <When date={chosenAt} timeZone={timeZone} kind="date" />
            </span>
            {read && readAt ? (
              <span>
                {"Read "}
                <When date={readAt} timeZone={timeZone} kind="date" />
              </span>
            ) : (
              <span>Not read yet</span>
            )}
            {meeting ? (
              <span>
                {"Meeting "}
                <When date={meeting.startsAt} timeZone={timeZone} />
              </span>
            ) : null}
            {ballotId ? (
              <Link href={ballotPath(group, ballotId)} className="inline-block min-h-6 underline">
                How it was chosen<span className="sr-only">: {paper.title}</span>
              </Link>
            ) : null}
            {mayMark && (!read || marked) ? (
              <MarkRead group={group} readingId={id} title={paper.title} read={!read} />
            ) : null}
          </p>
        </li>
      ))}
    </ol>
  );
}

import { PaperTitle } from "@/components/papers/paper-title";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { datePollPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

interface Props {
  group: string;
  polls: RouterOutputs["meetings"]["list"]["polls"];
  /** The viewer's time zone. */
  timeZone: string;
}

/** Polls for the time of a meeting, with what they wait for. */
export function LivePolls({ group, polls, timeZone }: Props) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {polls.map(({ id, paper, closesAt, closedAt, answered }) => (
        <li key={id} className="py-3">
          <Link
            href={datePollPath(group, id)}
            className="inline-block font-serif text-lg leading-snug no-underline hover:underline"
          >
            <PaperTitle of={paper} />
          </Link>
          <span className="block text-muted text-sm">
            {closedAt ? (
              "closed: an organizer chooses the time"
            ) : (
              <>
                {answered
                  ? "you have answered; open until "
                  : "you have not answered yet; open until "}
                <When date={closesAt} timeZone={timeZone} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

import { PaperTitle } from "@/components/papers/paper-title";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { newDatePollPath, paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { ReadButton } from "../readers/read-button";
import { ScheduleMeeting } from "./schedule-meeting";

interface Props {
  group: string;
  readings: RouterOutputs["meetings"]["list"]["waiting"];
  /** The group's time zone, in which meetings are scheduled. */
  groupZone: string;
  /** The viewer's time zone. */
  timeZone: string;
  mayPlan: boolean;
  /** Whether members can say that they have read a paper: not in an archived group. */
  maySay: boolean;
}

/** Chosen papers without a meeting. */
export function WaitingReadings({ group, readings, groupZone, timeZone, mayPlan, maySay }: Props) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {readings.map(({ id, paper, chosenAt, readers, pollId }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <div className="min-w-0">
            <Link
              href={paperPath(paper.slug)}
              className="inline-block font-serif text-lg leading-snug no-underline hover:underline"
            >
              <PaperTitle of={paper} />
            </Link>
            <span className="block text-muted text-sm">
              {"chosen "}
              <When date={chosenAt} timeZone={timeZone} kind="date" />
            </span>
            {readers ? (
              <div className="mt-2">
                <ReadButton
                  group={group}
                  readingId={id}
                  about={paper.title}
                  readers={readers}
                  maySay={maySay}
                />
              </div>
            ) : null}
          </div>
          {mayPlan ? (
            <div className="flex flex-wrap gap-2">
              <ScheduleMeeting
                group={group}
                readingId={id}
                about={paper.title}
                timeZone={groupZone}
                meeting={null}
              />
              {pollId ? null : (
                <LinkButton href={newDatePollPath(group, id)}>
                  Ask when people can come<span className="sr-only">: {paper.title}</span>
                </LinkButton>
              )}
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

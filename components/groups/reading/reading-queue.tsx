import { MarkRead } from "@/components/ballots/readings/mark-read";
import { MeetingTime } from "@/components/meetings/meeting-time";
import { ScheduleMeeting } from "@/components/meetings/planning/schedule-meeting";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import { groupPapersPath, meetingPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { PaperLink } from "../choosing";
import { MoreLink } from "../more";

type Queue = RouterOutputs["meetings"]["queue"];

interface Props {
  group: string;
  /** Chosen papers behind the next one. */
  readings: Queue["later"];
  /** Readings beyond those. */
  more: number;
  timeZone: string;
  groupZone: string;
  /** Whether the viewer may plan meetings and mark papers read. */
  mayOrganize: boolean;
}

/** The papers that the group chose and reads after the next one, each with its meeting or the way to one. */
export function ReadingQueue(props: Props) {
  const { group, readings, more, timeZone, groupZone, mayOrganize } = props;
  return (
    <>
      <ol className="grid gap-3">
        {readings.map(({ id, paper, chosenAt, meeting }) => {
          const planned = meeting && !meeting.cancelledAt ? meeting : null;
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
              <div className="min-w-0">
                <PaperLink paper={paper} />
                <p className="text-muted text-sm">
                  {planned ? (
                    <Link
                      href={meetingPath(group, planned.id)}
                      className="inline-block min-h-6 underline"
                    >
                      <MeetingTime
                        startsAt={planned.startsAt}
                        minutes={planned.minutes}
                        timeZone={timeZone}
                      />
                    </Link>
                  ) : (
                    <>
                      {"Chosen "}
                      <When date={chosenAt} timeZone={timeZone} kind="date" />
                      {meeting ? ". The meeting was cancelled." : ". No meeting is planned yet."}
                    </>
                  )}
                </p>
              </div>
              {mayOrganize ? (
                <div className="flex flex-wrap items-center gap-2">
                  {planned ? null : (
                    <ScheduleMeeting
                      group={group}
                      readingId={id}
                      about={paper.title}
                      timeZone={groupZone}
                      meeting={null}
                    />
                  )}
                  <MarkRead group={group} readingId={id} title={paper.title} read />
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
      {more > 0 ? (
        <MoreLink href={`${groupPapersPath(group)}#chosen`}>
          {`${countInWords(more, "more chosen paper")}`}
        </MoreLink>
      ) : null}
    </>
  );
}

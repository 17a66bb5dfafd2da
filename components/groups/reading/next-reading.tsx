import { MarkRead } from "@/components/ballots/readings/mark-read";
import { MeetingTime } from "@/components/meetings/meeting-time";
import { Place } from "@/components/meetings/place";
import { ScheduleMeeting } from "@/components/meetings/planning/schedule-meeting";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { ballotPath, meetingPath, paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { MoreLink } from "../more";

type Next = NonNullable<RouterOutputs["meetings"]["queue"]["next"]>;

/** The group's next reading, with the time and place of its meeting. */
export function NextReading({
  group,
  reading: { id, paper, meeting, ballotId },
  timeZone,
  groupZone,
  mayOrganize,
}: {
  group: string;
  reading: Next;
  timeZone: string;
  groupZone: string;
  /** Whether the viewer may plan meetings and mark papers read. */
  mayOrganize: boolean;
}) {
  const planned = meeting && !meeting.cancelledAt ? meeting : null;
  return (
    <>
      <p>
        <Link href={paperPath(paper.slug)} className="font-semibold font-serif text-2xl">
          <PaperTitle of={paper} />
        </Link>
      </p>
      {paper.authors.length > 0 ? (
        <p className="mt-1 text-muted text-sm">
          {authorsInWords(paper.authors, paper.authorCount)}
        </p>
      ) : null}
      <div className="mt-4 grid gap-2">
        <p className="flex items-start gap-2">
          <Icon of="lucide--calendar-clock" className="mt-0.5 size-5 shrink-0 text-accent" />
          {planned ? (
            <span>
              {"We meet on "}
              <MeetingTime
                startsAt={planned.startsAt}
                minutes={planned.minutes}
                timeZone={timeZone}
              />
            </span>
          ) : (
            <span className="text-muted">
              {meeting ? "The meeting was cancelled." : "No meeting is planned yet."}
            </span>
          )}
        </p>
        {planned ? (
          <>
            <p className="flex items-start gap-2">
              <Icon of="lucide--presentation" className="mt-0.5 size-5 shrink-0 text-accent" />
              {planned.presenter ? (
                <span>
                  <bdi>{planned.presenter.name}</bdi> presents
                </span>
              ) : (
                <span className="text-muted">No presenter yet.</span>
              )}
            </p>
            <Place place={planned.place} link={planned.link} />
          </>
        ) : null}
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {meeting ? (
          <LinkButton
            href={meetingPath(group, meeting.id)}
            variant={planned ? "primary" : "secondary"}
          >
            Go to the meeting
          </LinkButton>
        ) : null}
        {mayOrganize && !planned ? (
          <ScheduleMeeting
            group={group}
            readingId={id}
            about={paper.title}
            timeZone={groupZone}
            meeting={meeting}
          />
        ) : null}
        {mayOrganize ? <MarkRead group={group} readingId={id} title={paper.title} read /> : null}
      </div>
      {ballotId ? <MoreLink href={ballotPath(group, ballotId)}>How it was chosen</MoreLink> : null}
    </>
  );
}

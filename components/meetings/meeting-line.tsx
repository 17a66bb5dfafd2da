import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/links/link";
import { meetingPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { MeetingTime } from "./meeting-time";
import { Place } from "./place";
import { readersInWords } from "./words";

type Meeting = RouterOutputs["meetings"]["list"]["ahead"][number];

interface Props {
  group: string;
  meeting: Meeting;
  timeZone: string;
  /** Whether it is a future meeting, whose place is shown. */
  ahead?: boolean;
}

/** A meeting in a list: paper, time and presenter, and the place of a future one. */
export function MeetingLine({ group, meeting, timeZone, ahead = false }: Props) {
  const { id, paper, startsAt, minutes, presenter, place, link, state, readers } = meeting;
  return (
    <div className="py-4">
      <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-serif text-lg leading-snug">
        <Link href={meetingPath(group, id)} className="no-underline hover:underline">
          <PaperTitle of={paper} />
        </Link>
        {state === "cancelled" ? <Badge>cancelled</Badge> : null}
      </h3>
      <p className="text-muted text-sm">{authorsInWords(paper.authors, paper.authorCount)}</p>
      <p className="mt-1.5">
        <MeetingTime startsAt={startsAt} minutes={minutes} timeZone={timeZone} />
      </p>
      {presenter ? (
        <p className="text-muted text-sm">
          {state === "over" ? "Presented by " : "Presenter: "}
          <bdi>{presenter.name}</bdi>
        </p>
      ) : null}
      {ahead && state === "ahead" && readers ? (
        <p className="text-muted text-sm">
          {readersInWords(readers)}
          {readers.mine ? ", you too" : null}
        </p>
      ) : null}
      {ahead && state === "ahead" && (place || link) ? (
        <div className="mt-2 grid gap-1 text-sm">
          <Place place={place} link={link} />
        </div>
      ) : null}
    </div>
  );
}

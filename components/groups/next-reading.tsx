import { CalendarClock, MapPin } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { authorsInWords } from "@/components/papers/words";
import { When } from "@/components/ui/when";
import type { RouterOutputs } from "@/trpc/client";
import { More } from "./more";

type Reading = NonNullable<RouterOutputs["ballots"]["overview"]["next"]>;

/** What the group reads next, and when and where it meets about it. */
export function NextReading({
  group,
  reading: { paper, meeting, ballotId },
  timeZone,
  schedule,
}: {
  group: string;
  reading: Reading;
  timeZone: string;
  schedule: ReactNode;
}) {
  return (
    <>
      <p>
        <Link href={`/papers/${paper.slug}`} className="font-semibold font-serif text-2xl">
          {paper.title}
        </Link>
      </p>
      {paper.authors.length > 0 ? (
        <p className="mt-1 text-muted text-sm">
          {authorsInWords(paper.authors, paper.authorCount)}
        </p>
      ) : null}
      <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2">
        <p className="inline-flex items-center gap-2">
          <CalendarClock aria-hidden className="size-5 shrink-0 text-accent" />
          {meeting ? (
            <span>
              We meet <When date={meeting.startsAt} timeZone={timeZone} />
            </span>
          ) : (
            <span className="text-muted">No meeting is planned yet.</span>
          )}
        </p>
        {meeting?.place ? (
          <p className="inline-flex items-center gap-2">
            <MapPin aria-hidden className="size-5 shrink-0 text-accent" />
            <Place place={meeting.place} />
          </p>
        ) : null}
        {schedule}
      </div>
      {ballotId ? (
        <More href={`/groups/${group}/ballots/${ballotId}`}>How it was chosen</More>
      ) : null}
    </>
  );
}

/** A place in words, or a link to a video call. */
function Place({ place }: { place: string }) {
  if (!/^https?:\/\/\S+$/.test(place) || !URL.canParse(place)) return <bdi>{place}</bdi>;
  return (
    <a href={place} rel="noopener noreferrer" className="underline">
      {place}
    </a>
  );
}

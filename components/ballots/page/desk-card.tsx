import { MeetingTime } from "@/components/meetings/meeting-time";
import { PaperTitle } from "@/components/papers/paper-title";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import {
  ballotPath,
  groupPapersPath,
  groupPath,
  meetingPath,
  paperPath,
} from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { severalInWords } from "../choice-words";
import { turnoutInWords } from "../words";
import { VotedMark } from "./ballot-line";

type Row = RouterOutputs["ballots"]["desk"][number];

type Up = RouterOutputs["meetings"]["desk"][string];

interface Props {
  row: Row;
  /** The group's next reading and its meeting. */
  next: Up;
  /** The viewer's zone. */
  timeZone: string;
}

/** One of the viewer's groups at a glance: its open ballots and next reading. */
export function DeskCard({ row: { slug, name, open }, next, timeZone }: Props) {
  return (
    <Card aria-labelledby={`desk-${slug}`}>
      <h2 id={`desk-${slug}`} className="font-semibold font-serif text-xl">
        <Link href={groupPath(slug)} className="no-underline hover:underline">
          <bdi>{name}</bdi>
        </Link>
      </h2>
      {open.map((ballot) => (
        <Deciding key={ballot.id} group={slug} open={ballot} timeZone={timeZone} />
      ))}
      <div className="mt-3">
        {next ? <Next group={slug} next={next} timeZone={timeZone} /> : null}
        {!next && open.length === 0 ? (
          <p className="text-muted">
            No paper is chosen, and no ballot is open.{" "}
            <Link href={groupPapersPath(slug)} className="underline">
              Nominate a paper
            </Link>
            .
          </p>
        ) : null}
      </div>
    </Card>
  );
}

interface DecidingProps {
  group: string;
  open: Row["open"][number];
  timeZone: string;
}

function Deciding({ group, open, timeZone }: DecidingProps) {
  const { id, title, closesAt, candidates, seats, votes, electors, voted } = open;
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-md bg-sunken px-4 py-3">
      <div className="min-w-0">
        {title ? <p className="font-serif text-lg leading-snug">{title}</p> : null}
        <p>
          {`A ballot on ${countInWords(candidates, "paper")} is open until `}
          <When date={closesAt} timeZone={timeZone} />
          {`.${severalInWords(seats)} ${turnoutInWords(votes, electors)}.`}
        </p>
        {voted ? (
          <VotedMark />
        ) : (
          <p className="mt-1 font-medium text-sm">You have not voted yet.</p>
        )}
      </div>
      <LinkButton href={ballotPath(group, id)} variant={voted ? "secondary" : "primary"}>
        {voted ? "Change your vote" : "Vote"}
      </LinkButton>
    </div>
  );
}

const ANSWERS = {
  yes: "You’re coming.",
  maybe: "You might come.",
  no: "You’re not coming.",
} as const;

interface NextProps {
  group: string;
  next: NonNullable<Up>;
  timeZone: string;
}

function Next({ group, next: { paper, meeting }, timeZone }: NextProps) {
  const planned = meeting && !meeting.cancelledAt ? meeting : null;
  const to = meeting ? meetingPath(group, meeting.id) : paperPath(paper.slug);
  return (
    <>
      <p className="text-muted text-sm">Reading next</p>
      <p className="font-serif text-lg leading-snug">
        <Link href={to} className="no-underline hover:underline">
          <PaperTitle of={paper} />
        </Link>
      </p>
      {planned ? (
        <>
          <p className="mt-0.5 text-muted text-sm">
            <MeetingTime
              startsAt={planned.startsAt}
              minutes={planned.minutes}
              timeZone={timeZone}
            />
            {planned.place ? (
              <>
                {" · "}
                <bdi>{planned.place}</bdi>
              </>
            ) : null}
          </p>
          <p className="mt-1 text-sm">
            {planned.presenting ? "You’re presenting. " : null}
            {planned.answer ? (
              ANSWERS[planned.answer]
            ) : (
              <Link href={to} className="inline-block min-h-6 underline">
                RSVP
              </Link>
            )}
          </p>
        </>
      ) : (
        <p className="mt-0.5 text-muted text-sm">
          {meeting ? "The meeting was cancelled." : "No meeting is planned yet."}
        </p>
      )}
    </>
  );
}

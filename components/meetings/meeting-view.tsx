import type { ReactNode } from "react";
import { PaperOfPage } from "@/components/papers/paper-heading";
import { AnchorButton, LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { ballotPath, groupThreadPath, meetingFilePath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { Attachments } from "./attachments";
import { MeetingTime, meetingTimeInWords } from "./meeting-time";
import { Opinions } from "./opinions/opinions";
import { Place } from "./place";
import { Presenter } from "./presenter";
import { ReadButton } from "./readers/read-button";
import { ReaderNames } from "./readers/reader-names";
import { Rsvp } from "./rsvp";
import { MeetingText } from "./texts/meeting-text";

interface Props {
  group: string;
  meeting: RouterOutputs["meetings"]["page"];
  viewer: { handle: string; name: string } | null;
  /** The viewer's time zone, and the group's. */
  timeZone: string;
  groupZone: string;
}

/** The page of a meeting, with everything that the viewer may see. */
export function MeetingView({ group, meeting, viewer, timeZone, groupZone }: Props) {
  const { id, state, member, may } = meeting;
  return (
    <>
      {state === "cancelled" ? <Cancelled member={member} /> : null}
      <div className="grid gap-5 md:grid-cols-2">
        <Part title="When and where">
          <WhenWhere group={group} meeting={meeting} timeZone={timeZone} groupZone={groupZone} />
        </Part>
        <Part title="What we read">
          <Paper group={group} meeting={meeting} />
        </Part>
        <Part title="Who presents">
          <Presenter
            group={group}
            meeting={{ id, state, presenter: meeting.presenter, may }}
            member={member !== null}
            rotates={member?.rotates ?? false}
            timeZone={timeZone}
          />
        </Part>
        <Part title="Who is coming">
          {member && viewer ? (
            <Rsvp
              group={group}
              meetingId={id}
              viewer={{ handle: viewer.handle, name: viewer.name }}
              member={{ rsvps: member.rsvps, mine: member.mine, away: member.away }}
              open={may.answer}
            />
          ) : (
            <p className="text-muted">
              Group members can see who is coming, where it is, and the notes.
            </p>
          )}
        </Part>
        {may.giveOpinion || meeting.opinions ? (
          <Part title="How it was">
            <Opinions group={group} meeting={meeting} />
          </Part>
        ) : null}
      </div>
      {member ? (
        <div className="mt-8">
          {(["agenda", "notes"] as const).map((kind) => (
            <MeetingText
              key={kind}
              group={group}
              meetingId={id}
              kind={kind}
              text={member[kind]}
              mayWrite={kind === "notes" ? may.writeNotes : may.writeAgenda}
              timeZone={timeZone}
            />
          ))}
          <Attachments group={group} meetingId={id} links={member.links} mayAdd={may.writeNotes} />
        </div>
      ) : null}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <h2 className="mb-2 font-semibold text-muted text-sm">{title}</h2>
      {children}
    </Card>
  );
}

function Cancelled({ member }: { member: Props["meeting"]["member"] }) {
  return (
    <p className="mb-5 rounded-md border border-danger px-4 py-3 font-medium">
      This meeting is cancelled
      {member?.cancelledBy ? (
        <>
          {" by "}
          <bdi>{member.cancelledBy.name}</bdi>
        </>
      ) : null}
      .
    </p>
  );
}

function WhenWhere({
  group,
  meeting: { id, startsAt, minutes, place, link },
  timeZone,
  groupZone,
}: Omit<Props, "viewer">) {
  // Two zones may have the same time, such as Stockholm and Berlin.
  const [theirs, groups] = [timeZone, groupZone].map((zone) =>
    meetingTimeInWords({ startsAt, minutes, timeZone: zone }),
  );
  return (
    <div className="grid gap-2">
      <p className="flex items-start gap-2">
        <Icon of="lucide--calendar-clock" className="mt-0.5 size-5 shrink-0 text-accent" />
        <span>
          <MeetingTime startsAt={startsAt} minutes={minutes} timeZone={timeZone} />
          {theirs !== groups ? (
            <span className="block text-muted text-sm">
              {"For the group: "}
              <MeetingTime startsAt={startsAt} minutes={minutes} timeZone={groupZone} />
            </span>
          ) : null}
        </span>
      </p>
      <Place place={place} link={link} />
      <p className="mt-1">
        {/* A file, not a page: nothing to fetch before. */}
        <AnchorButton href={meetingFilePath(group, id)} download>
          <Icon of="lucide--calendar-plus" className="size-4" />
          Add to my calendar
        </AnchorButton>
      </p>
    </div>
  );
}

function Paper({
  group,
  meeting: { paper, ballotId, readingId, member, may },
}: Pick<Props, "group" | "meeting">) {
  return (
    <>
      <PaperOfPage paper={paper} />
      {member?.readers ? (
        <div className="mt-3">
          <ReadButton
            group={group}
            readingId={readingId}
            about={paper.title}
            readers={member.readers}
            maySay={may.writeNotes}
          />
          <ReaderNames readers={member.readers} />
        </div>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {member ? (
          <LinkButton href={groupThreadPath(group, paper.slug)}>
            <Icon of="lucide--messages-square" className="size-4" />
            The group’s thread
          </LinkButton>
        ) : null}
        {ballotId ? (
          <Link
            href={ballotPath(group, ballotId)}
            className="inline-flex min-h-6 items-center text-accent underline"
          >
            How it was chosen
          </Link>
        ) : null}
      </div>
    </>
  );
}

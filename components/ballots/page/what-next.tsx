import { ScheduleMeeting } from "@/components/meetings/planning/schedule-meeting";
import { PaperLinks } from "@/components/papers/paper-links";
import { AnchorButton, LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import {
  datePollPath,
  groupThreadPath,
  meetingPath,
  newDatePollPath,
  paperPath,
} from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import type { Ballot, BallotCandidate } from "../ballot";

interface Props {
  head: RouterOutputs["groups"]["head"];
  paper: BallotCandidate["paper"];
  next: NonNullable<Ballot["chosen"][number]["next"]>;
  /** The viewer's zone. */
  timeZone: string | null;
}

/** An address of a PDF. */
const PDF = /^https?:\/\/[^?#]+\.pdf(?:[?#]|$)/i;

/** The steps after a ballot that chose a paper: read it, and meet about it. */
export function WhatNext({ head, paper, next, timeZone }: Props) {
  const { readingId, arxivId, url, meeting, pollId, mayPlan } = next;
  const pdf = arxivId ? `https://arxiv.org/pdf/${arxivId}` : url && PDF.test(url) ? url : null;
  return (
    <section aria-label="What comes next" className="mt-5 grid gap-3 print:hidden">
      {meeting ? (
        <p>
          {next.read ? "The group discussed it on " : "The group discusses it on "}
          <Link
            href={meetingPath(head.slug, meeting.id)}
            className="inline-block min-h-6 text-accent underline"
          >
            <When date={meeting.startsAt} timeZone={timeZone} />
          </Link>
          .
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {mayPlan ? (
          <ScheduleMeeting
            group={head.slug}
            readingId={readingId}
            about={paper.title}
            timeZone={head.timeZone}
            meeting={null}
            primary
          />
        ) : null}
        {mayPlan && !pollId ? (
          <LinkButton href={newDatePollPath(head.slug, readingId)}>
            Ask when people can come
          </LinkButton>
        ) : null}
        {pollId && !meeting ? (
          <LinkButton href={datePollPath(head.slug, pollId)}>See when people can come</LinkButton>
        ) : null}
        <LinkButton href={paperPath(paper.slug)} variant={mayPlan ? "secondary" : "primary"}>
          Read the paper
        </LinkButton>
        {pdf ? (
          <AnchorButton href={pdf} rel="nofollow noopener noreferrer ugc">
            <Icon of="lucide--file-text" className="size-4" />
            PDF
          </AnchorButton>
        ) : null}
        {head.role ? (
          <LinkButton href={groupThreadPath(head.slug, paper.slug)}>
            Discuss it in the group
          </LinkButton>
        ) : null}
      </div>
      <p className="flex flex-wrap gap-x-4 text-sm empty:hidden">
        <PaperLinks paper={next} />
      </p>
    </section>
  );
}

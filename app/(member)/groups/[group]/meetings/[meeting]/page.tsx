import type { Metadata } from "next";
import { cache } from "react";
import { MeetingView } from "@/components/meetings/meeting-view";
import { CancelMeeting } from "@/components/meetings/planning/cancel-meeting";
import { ScheduleMeeting } from "@/components/meetings/planning/schedule-meeting";
import type { Parameters } from "@/components/papers/list/address";
import { PaperTitle } from "@/components/papers/paper-title";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { Thread } from "@/components/threads/reading/thread";
import { viewOf } from "@/components/threads/reading/view";
import { meetingPath } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt } from "@/trpc/server";
import { headOf } from "../../head";

interface Props {
  params: Promise<{ group: string; meeting: string }>;
  searchParams: Promise<Parameters>;
}

/** The meeting of this address; page and metadata ask once. */
const meetingOf = cache(async (group: string, meetingId: string) =>
  orNotFound((await api()).meetings.page({ group, meetingId }), meetingPath(group, meetingId)),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group, meeting } = await params;
  const { paper } = await meetingOf(group, meeting);
  return { title: `Meeting: ${paper.title}` };
}

export default async function MeetingPage({ params, searchParams }: Props) {
  const { group, meeting: id } = await params;
  const [head, meeting] = await Promise.all([headOf(group), meetingOf(group, id)]);
  const calls = await api();
  const view = viewOf(await searchParams);
  const [viewer, thread] = await Promise.all([
    calls.people.viewer(),
    head.role ? calls.threads.ofMeeting({ group, meetingId: id, ...view }) : null,
  ]);
  const { paper, may, state, startsAt, minutes, place, link, cancelledAt } = meeting;
  return (
    <Page
      title={
        <>
          Meeting: <PaperTitle of={paper} />
        </>
      }
      actions={
        may.organize ? (
          <>
            <ScheduleMeeting
              group={group}
              readingId={meeting.readingId}
              about={paper.title}
              timeZone={head.timeZone}
              meeting={{ startsAt, minutes, place, link, cancelledAt }}
            />
            {state === "cancelled" ? null : <CancelMeeting group={group} meetingId={id} />}
          </>
        ) : null
      }
    >
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <MeetingView
        group={group}
        meeting={meeting}
        viewer={viewer}
        timeZone={viewer?.timeZone ?? head.timeZone}
        groupZone={head.timeZone}
      />
      {thread ? (
        <div className="mt-10">
          <Thread
            place={{ group, meeting: id }}
            initial={thread}
            timeZone={viewer?.timeZone ?? head.timeZone}
          />
        </div>
      ) : null}
    </Page>
  );
}

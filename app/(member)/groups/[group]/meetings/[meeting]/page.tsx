import type { Metadata } from "next";
import { cache } from "react";
import { CancelMeeting } from "@/components/meetings/cancel-meeting";
import { MeetingView } from "@/components/meetings/meeting-view";
import { ScheduleMeeting } from "@/components/meetings/schedule-meeting";
import { Page } from "@/components/shell/page";
import { api, orNotFound } from "@/trpc/server";
import { headOf } from "../../head";

interface Props {
  params: Promise<{ group: string; meeting: string }>;
}

/** The meeting of this address; page and metadata ask once. */
const meetingOf = cache(async (group: string, meetingId: string) =>
  orNotFound(
    (await api()).meetings.page({ group, meetingId }),
    `/groups/${group}/meetings/${meetingId}`,
  ),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group, meeting } = await params;
  const { paper } = await meetingOf(group, meeting);
  return { title: `Meeting: ${paper.title}` };
}

export default async function MeetingPage({ params }: Props) {
  const { group, meeting: id } = await params;
  const head = await headOf(group);
  const meeting = await meetingOf(group, id);
  const viewer = await (await api()).people.viewer();
  const { paper, may, state, startsAt, minutes, place, link, cancelledAt } = meeting;
  return (
    <Page
      title={`Meeting: ${paper.title}`}
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
      <MeetingView
        group={group}
        meeting={meeting}
        viewer={viewer}
        timeZone={viewer?.timeZone ?? head.timeZone}
        groupZone={head.timeZone}
      />
    </Page>
  );
}

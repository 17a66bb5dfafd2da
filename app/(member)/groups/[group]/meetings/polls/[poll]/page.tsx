import type { Metadata } from "next";
import { PollView } from "@/components/meetings/polls/poll-view";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { readDateChoice } from "@/server/meetings/polls/schema";
import { datePollPath, meetingsPath, withQuery } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt, requireViewer } from "@/trpc/server";
import { headOf } from "../../../head";

export const metadata: Metadata = { title: "When can we meet?" };

interface Props {
  params: Promise<{ group: string; poll: string }>;
  searchParams: Promise<{ choose?: string | string[] }>;
}

export default async function DatePollPage({ params, searchParams }: Props) {
  const { group, poll: pollId } = await params;
  const { role, timeZone } = await headOf(group);
  const { choose } = await searchParams;
  const path = withQuery(datePollPath(group, pollId), {
    choose: typeof choose === "string" ? choose : null,
  });
  const viewer = await requireViewer(path);
  const back = <LinkButton href={meetingsPath(group)}>Go to meetings</LinkButton>;
  if (role === null) {
    return (
      <Page title="When can we meet?" actions={back}>
        <Empty title="This page is for members">
          Only members of the group can see when others can come.
        </Empty>
      </Page>
    );
  }
  const poll = await orNotFound((await api()).datePolls.page({ group, pollId }), path);
  return (
    <Page title="When can we meet?" actions={back}>
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <PollView
        group={group}
        poll={poll}
        begun={readDateChoice(choose, poll.dates)}
        timeZone={viewer.timeZone}
        groupZone={timeZone}
      />
    </Page>
  );
}

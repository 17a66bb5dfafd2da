import type { Metadata } from "next";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { RecentThreads } from "@/components/threads/groups/recent-threads";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { groupModerationPath, groupSearchPath } from "@/server/platform/web/addresses";
import { api, readAt } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Threads" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupThreadsPage({ params }: Props) {
  const { group } = await params;
  const { role } = await headOf(group);
  if (role === null) {
    return (
      <Page title="Threads">
        <Empty title="Only members can read the group’s threads">
          Join the group to read and write here. Every paper has a public discussion too, on its own
          page.
        </Empty>
      </Page>
    );
  }
  const caller = await api();
  const [reader, threads] = await Promise.all([
    caller.people.reader(),
    caller.threads.recentInGroup({ group }),
  ]);
  return (
    <Page
      title="Threads"
      lead="The group’s discussions, newest first. Only members can see them."
      actions={
        <>
          <LinkButton href={groupSearchPath(group)}>Search</LinkButton>
          <LinkButton href={groupModerationPath(group)} variant="quiet">
            Moderation log
          </LinkButton>
        </>
      }
    >
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <RecentThreads group={group} threads={threads} timeZone={reader?.timeZone ?? null} />
    </Page>
  );
}

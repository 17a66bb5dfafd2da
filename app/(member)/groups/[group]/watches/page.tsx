import type { Metadata } from "next";
import { OrganizersOnly } from "@/components/groups/organizers-only";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { Watches } from "@/components/watches/watches";
import { groupPapersPath, groupWatchesPath } from "@/server/platform/web/addresses";
import { api, readAt, requireReader } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Watches" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupWatchesPage({ params }: Props) {
  const { group } = await params;
  const { may, archivedAt } = await headOf(group);
  const { timeZone } = await requireReader(groupWatchesPath(group));
  if (!may.organize) {
    return (
      <Page title="Watches">
        <OrganizersOnly
          archivedAt={archivedAt}
          title="Only organizers can set up watches"
          href={groupPapersPath(group)}
          back="Go to papers"
        />
      </Page>
    );
  }
  const watches = await (await api()).watches.list({ group });
  return (
    <Page
      title="Watches"
      lead="A watch looks once a day for new papers and suggests them to the group’s members, who decide which of them to nominate."
    >
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <Watches group={group} watches={watches} timeZone={timeZone} />
    </Page>
  );
}

import type { Metadata } from "next";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { Lists } from "@/components/shelves/lists/lists";
import { Empty } from "@/components/ui/empty";
import { groupListsPath } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Lists", robots: { index: false } };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupListsPage({ params }: Props) {
  const { group } = await params;
  const { role, may } = await headOf(group);
  if (!role) {
    return (
      <Page title="Lists">
        <Empty title="Only members see the lists of this group">Join the group to see them.</Empty>
      </Page>
    );
  }
  const { groupLists } = await api();
  const lists = await orNotFound(groupLists.lists({ group }), groupListsPath(group));
  return (
    <Page
      title="Lists"
      lead="Lists of papers that the members fill together. Only members see them."
    >
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <Lists group={group} lists={lists} mayChange={may.organize} />
    </Page>
  );
}

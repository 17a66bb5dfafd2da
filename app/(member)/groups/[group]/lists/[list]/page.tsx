import type { Metadata } from "next";
import type { Parameters } from "@/components/papers/list/address";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { readShown } from "@/components/shelves/contents/address";
import { ListPage } from "@/components/shelves/lists/list-page";
import { groupListPath } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt, requireViewer } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "List", robots: { index: false } };

interface Props {
  params: Promise<{ group: string; list: string }>;
  searchParams: Promise<Parameters>;
}

export default async function GroupListPage({ params, searchParams }: Props) {
  const { group, list: listId } = await params;
  const shown = readShown(await searchParams);
  const { may, role } = await headOf(group);
  await requireViewer(groupListPath(group, listId));
  const { groupLists } = await api();
  const { page: cursor, ...wanted } = shown;
  const found = await orNotFound(groupLists.list({ group, listId, ...wanted, cursor }));
  return (
    <ListPage group={group} found={found} shown={shown} mayChange={may.organize}>
      {role ? <LiveRefresh watch={`group/${group}`} since={readAt()} /> : null}
    </ListPage>
  );
}

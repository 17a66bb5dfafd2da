import type { Metadata } from "next";
import { cache } from "react";
import type { Parameters } from "@/components/papers/list/address";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { partsOf, readShown, shownQuery } from "@/components/shelves/contents/address";
import { ListPage } from "@/components/shelves/lists/list-page";
import { groupListPath, withQuery } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt, requireReader } from "@/trpc/server";
import { headOf } from "../../head";

interface Props {
  params: Promise<{ group: string; list: string }>;
  searchParams: Promise<Parameters>;
}

type Wanted = [group: string, listId: string, ...ReturnType<typeof partsOf>];

/** The list; page and metadata ask once. */
const readOnce = cache(async (...[group, listId, order, q, topic, year, cursor]: Wanted) =>
  orNotFound((await api()).groupLists.list({ group, listId, order, q, topic, year, cursor })),
);

async function listOf({ params, searchParams }: Props) {
  const { group, list } = await params;
  const shown = readShown(await searchParams);
  const head = await headOf(group);
  await requireReader(withQuery(groupListPath(group, list), shownQuery(shown)));
  return { group, head, shown, found: await readOnce(group, list, ...partsOf(shown)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await listOf(props)).found.list.name, robots: { index: false } };
}

export default async function GroupListPage(props: Props) {
  const { group, head, shown, found } = await listOf(props);
  return (
    <ListPage group={group} found={found} shown={shown} mayChange={head.may.organize}>
      {head.role ? <LiveRefresh watch={`group/${group}`} since={readAt()} /> : null}
    </ListPage>
  );
}

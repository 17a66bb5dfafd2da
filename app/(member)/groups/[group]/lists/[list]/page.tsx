import type { Metadata } from "next";
import { ExportLinks } from "@/components/papers/citing/export-links";
import type { Parameters } from "@/components/papers/list/address";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { isFiltered, readShown, shownQuery } from "@/components/shelves/contents/address";
import { ContentsForm } from "@/components/shelves/contents/contents-form";
import { KeptPapers } from "@/components/shelves/contents/kept-papers";
import { EmptyList, NothingFits } from "@/components/shelves/contents/nothing-kept";
import { ListActions } from "@/components/shelves/lists/list-actions";
import { Link } from "@/components/ui/links/link";
import { Pager } from "@/components/ui/links/pager";
import {
  groupListFilePath,
  groupListPath,
  groupListsPath,
  withQuery,
} from "@/server/platform/web/addresses";
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
  const path = groupListPath(group, listId);
  const { may, role } = await headOf(group);
  await requireViewer(path);
  const { groupLists } = await api();
  const { page: cursor, ...wanted } = shown;
  const { list, papers, pages, topics } = await orNotFound(
    groupLists.list({ group, listId, ...wanted, cursor }),
  );
  const address = withQuery(path, shownQuery(shown));
  return (
    <Page
      title={<bdi>{list.name}</bdi>}
      lead={list.description || null}
      actions={
        <>
          {may.organize ? (
            <ListActions group={group} list={list} lists={groupListsPath(group)} />
          ) : null}
          {papers.length > 0 ? (
            <ExportLinks addressOf={(format) => groupListFilePath(group, listId, format)} />
          ) : null}
        </>
      }
    >
      {role ? <LiveRefresh watch={`group/${group}`} since={readAt()} /> : null}
      <p className="mb-4 text-sm">
        <Link href={groupListsPath(group)} className="underline">
          All lists of the group
        </Link>
      </p>
      {papers.length === 0 && !isFiltered(shown) ? (
        <EmptyList ofGroup />
      ) : (
        <>
          <ContentsForm
            key={address}
            path={path}
            shown={shown}
            topics={topics}
            label="Words in titles, names of authors and your notes"
          />
          {papers.length === 0 ? (
            <NothingFits all={path} />
          ) : (
            <KeptPapers papers={papers} list={{ id: listId, group }} />
          )}
          <Pager pages={pages} path={address} />
        </>
      )}
    </Page>
  );
}

import type { Metadata } from "next";
import { ExportLinks } from "@/components/papers/citing/export-links";
import type { Parameters } from "@/components/papers/list/address";
import { Page } from "@/components/shell/page";
import { isFiltered, readShown, shownQuery } from "@/components/shelves/contents/address";
import { ContentsForm } from "@/components/shelves/contents/contents-form";
import { KeptPapers } from "@/components/shelves/contents/kept-papers";
import { EmptyList, NothingFits } from "@/components/shelves/contents/nothing-kept";
import { ListActions } from "@/components/shelves/lists/list-actions";
import { ShareList } from "@/components/shelves/lists/share-list";
import { Link } from "@/components/ui/links/link";
import { Pager } from "@/components/ui/links/pager";
import { ownListFilePath, ownListPath, PATHS, withQuery } from "@/server/platform/web/addresses";
import { api, orNotFound, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "List", robots: { index: false } };

interface Props {
  params: Promise<{ list: string }>;
  searchParams: Promise<Parameters>;
}

export default async function OwnListPage({ params, searchParams }: Props) {
  const { list: listId } = await params;
  const shown = readShown(await searchParams);
  const path = ownListPath(listId);
  await requireViewer(path);
  const { shelves } = await api();
  const { page: cursor, ...wanted } = shown;
  const { list, papers, pages, topics } = await orNotFound(
    shelves.list({ listId, ...wanted, cursor }),
  );
  const address = withQuery(path, shownQuery(shown));
  return (
    <Page
      title={<bdi>{list.name}</bdi>}
      lead={list.description || null}
      actions={
        <>
          <ListActions group={null} list={list} lists={PATHS.lists} />
          {papers.length > 0 ? (
            <ExportLinks addressOf={(format) => ownListFilePath(listId, format)} />
          ) : null}
        </>
      }
    >
      <p className="mb-4 text-sm">
        <Link href={PATHS.lists} className="underline">
          All your lists
        </Link>
      </p>
      {papers.length === 0 && !isFiltered(shown) ? (
        <EmptyList />
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
            <KeptPapers papers={papers} list={{ id: listId, group: null }} />
          )}
          <Pager pages={pages} path={address} />
        </>
      )}
      <section aria-labelledby="sharing" className="mt-10 max-w-xl">
        <h2 id="sharing" className="mb-3 font-semibold font-serif text-xl">
          Sharing
        </h2>
        <ShareList list={list} />
      </section>
    </Page>
  );
}

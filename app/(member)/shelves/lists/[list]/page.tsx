import type { Metadata } from "next";
import type { Parameters } from "@/components/papers/list/address";
import { readShown } from "@/components/shelves/contents/address";
import { ListPage } from "@/components/shelves/lists/list-page";
import { ShareList } from "@/components/shelves/lists/share-list";
import { ownListPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "List", robots: { index: false } };

interface Props {
  params: Promise<{ list: string }>;
  searchParams: Promise<Parameters>;
}

export default async function OwnListPage({ params, searchParams }: Props) {
  const { list: listId } = await params;
  const shown = readShown(await searchParams);
  await requireViewer(ownListPath(listId));
  const { shelves } = await api();
  const { page: cursor, ...wanted } = shown;
  const found = await orNotFound(shelves.list({ listId, ...wanted, cursor }));
  return (
    <ListPage group={null} found={found} shown={shown} mayChange>
      <section aria-labelledby="sharing" className="mt-10 max-w-xl">
        <h2 id="sharing" className="mb-3 font-semibold font-serif text-xl">
          Sharing
        </h2>
        <ShareList list={found.list} />
      </section>
    </ListPage>
  );
}

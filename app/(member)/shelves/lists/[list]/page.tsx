import type { Metadata } from "next";
import { cache } from "react";
import type { Parameters } from "@/components/papers/list/address";
import { partsOf, readShown, shownQuery } from "@/components/shelves/contents/address";
import { ListPage } from "@/components/shelves/lists/list-page";
import { ShareList } from "@/components/shelves/lists/share-list";
import { ownListPath, withQuery } from "@/server/platform/web/addresses";
import { api, orNotFound, requireReader } from "@/trpc/server";

interface Props {
  params: Promise<{ list: string }>;
  searchParams: Promise<Parameters>;
}

type Wanted = [listId: string, ...ReturnType<typeof partsOf>];

/** The list; page and metadata ask once. */
const readOnce = cache(async (...[listId, order, q, topic, year, cursor]: Wanted) =>
  orNotFound((await api()).shelves.list({ listId, order, q, topic, year, cursor })),
);

async function listOf({ params, searchParams }: Props) {
  const { list } = await params;
  const shown = readShown(await searchParams);
  await requireReader(withQuery(ownListPath(list), shownQuery(shown)));
  return { shown, found: await readOnce(list, ...partsOf(shown)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await listOf(props)).found.list.name, robots: { index: false } };
}

export default async function OwnListPage(props: Props) {
  const { shown, found } = await listOf(props);
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

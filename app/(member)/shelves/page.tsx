import type { Metadata } from "next";
import type { Parameters } from "@/components/papers/list/address";
import { Page } from "@/components/shell/page";
import {
  isFiltered,
  readShelf,
  readShown,
  shownQuery,
} from "@/components/shelves/contents/address";
import { Contents } from "@/components/shelves/contents/contents";
import { ExportShelf } from "@/components/shelves/contents/export-shelf";
import { KeepingHere } from "@/components/shelves/contents/keeping-here";
import { KeptPapers } from "@/components/shelves/contents/kept-papers";
import { EmptyShelf } from "@/components/shelves/contents/nothing-kept";
import { ShelfTabs } from "@/components/shelves/contents/shelf-tabs";
import { TellingChoice } from "@/components/shelves/contents/telling-choice";
import { PATHS, shelfPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Shelves", robots: { index: false } };

interface Props {
  searchParams: Promise<Parameters>;
}

export default async function ShelvesPage({ searchParams }: Props) {
  const parameters = await searchParams;
  const [shelf, shown] = [readShelf(parameters), readShown(parameters)];
  await requireReader(shelfPath(shelf, shownQuery(shown)));
  const { shelves } = await api();
  const { page: cursor, ...wanted } = shown;
  const [counts, { papers, pages, topics, years }, tells] = await orNotFound(
    Promise.all([shelves.counts(), shelves.page({ shelf, ...wanted, cursor }), shelves.telling()]),
  );
  return (
    <Page
      title="Shelves"
      lead="What you want to read, are reading and have read. Only you see your shelves and notes."
      actions={papers.length > 0 ? <ExportShelf shelf={shelf} shown={shown} /> : null}
    >
      <ShelfTabs counts={counts} current={shelf} />
      <KeepingHere>
        {counts[shelf] === 0 ? (
          <EmptyShelf shelf={shelf} />
        ) : (
          <>
            <Contents
              {...{ shown, topics, years, pages }}
              path={PATHS.shelves}
              also={{ shelf }}
              nothingFits={papers.length === 0}
            >
              <KeptPapers papers={papers} />
            </Contents>
            {isFiltered(shown) || shelf === "noted" ? null : <TellingChoice tells={tells} />}
          </>
        )}
      </KeepingHere>
    </Page>
  );
}

import type { Metadata } from "next";
import { cache } from "react";
import { ExportLinks } from "@/components/papers/citing/export-links";
import type { Parameters } from "@/components/papers/list/address";
import { Page } from "@/components/shell/page";
import { isFiltered, partsOf, readShown, shownQuery } from "@/components/shelves/contents/address";
import { Contents } from "@/components/shelves/contents/contents";
import { SharedPapers } from "@/components/shelves/contents/shared-papers";
import { Empty } from "@/components/ui/empty";
import { sharedListFilePath, sharedListPath } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Parameters>;
}

type Wanted = [token: string, ...ReturnType<typeof partsOf>];

/** The list; page and metadata ask once. */
const readOnce = cache((...[token, order, q, topic, year, cursor]: Wanted) =>
  orNotFound(guestApi().shelves.shared({ token, order, q, topic, year, cursor })),
);

async function listOf({ params, searchParams }: Props) {
  const { token } = await params;
  const shown = readShown(await searchParams);
  return { token, shown, found: await readOnce(token, ...partsOf(shown)) };
}

// The address is the secret: no search engine keeps it, and no other site is told.
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { found } = await listOf(props);
  return {
    title: found.list.name,
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

export default async function SharedListPage(props: Props) {
  const { token, shown, found } = await listOf(props);
  const { list, papers, pages, topics, years } = found;
  const query = shownQuery(shown);
  return (
    <Page
      title={<bdi>{list.name}</bdi>}
      lead={
        <>
          {list.description ? <p>{list.description}</p> : null}
          <p>
            {list.owner ? (
              <>
                A list of papers by <bdi>{list.owner}</bdi>
              </>
            ) : (
              "A list of papers that somebody shares with you"
            )}
          </p>
        </>
      }
      actions={
        papers.length > 0 ? (
          <ExportLinks
            addressOf={(format) => sharedListFilePath(token, format, query)}
            isPart={isFiltered(shown)}
            isAlone
          />
        ) : null
      }
    >
      {papers.length === 0 && !isFiltered(shown) ? (
        <Empty title="There are no papers on this list yet">Open the link again later.</Empty>
      ) : (
        <Contents
          {...{ shown, topics, years, pages }}
          path={sharedListPath(token)}
          label="Titles and authors"
          nothingFits={papers.length === 0}
        >
          <SharedPapers papers={papers} />
        </Contents>
      )}
    </Page>
  );
}

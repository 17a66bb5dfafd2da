import type { Metadata } from "next";
import type { Parameters } from "@/components/papers/list/address";
import { Page } from "@/components/shell/page";
import { isFiltered, readShown } from "@/components/shelves/contents/address";
import { Contents } from "@/components/shelves/contents/contents";
import { PaperRow } from "@/components/shelves/contents/paper-row";
import { Empty } from "@/components/ui/empty";
import { sharedListPath } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

// The address is the secret: no search engine keeps it, and no other site is told.
export const metadata: Metadata = {
  title: "A shared list",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Parameters>;
}

export default async function SharedListPage({ params, searchParams }: Props) {
  const { token } = await params;
  const shown = readShown(await searchParams);
  const { page: cursor, ...wanted } = shown;
  const { list, papers, pages } = await orNotFound(
    guestApi().shelves.shared({ token, ...wanted, cursor }),
  );
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
    >
      {papers.length === 0 && !isFiltered(shown) ? (
        <Empty title="There are no papers on this list yet">Open the link again later.</Empty>
      ) : (
        <Contents
          {...{ shown, pages }}
          path={sharedListPath(token)}
          label="Words in titles and names of authors"
          nothingFits={papers.length === 0}
        >
          <ol className="divide-y divide-line border-line border-y">
            {papers.map((paper) => (
              <li key={paper.id} className="py-3.5">
                <PaperRow paper={paper} />
              </li>
            ))}
          </ol>
        </Contents>
      )}
    </Page>
  );
}

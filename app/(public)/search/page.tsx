import type { Metadata } from "next";
import { firstValue, type Parameters } from "@/components/papers/list/address";
import { SearchForm } from "@/components/papers/search/search-form";
import { SearchResults } from "@/components/papers/search/search-results";
import { readSearch } from "@/components/search/address";
import { HowToSearch } from "@/components/search/how-to-search";
import { SearchTabs } from "@/components/search/tabs";
import { TalkSearch } from "@/components/search/talk-search";
import { Page } from "@/components/shell/page";
import { positionText } from "@/server/platform/text/inputs";
import { PATHS } from "@/server/platform/web/addresses";
import { searchPapersInput } from "@/server/search/schema";
import { api, isAskedTooOften } from "@/trpc/server";

export const dynamic = "force-dynamic";

const KINDS = ["papers", "discussion", "notes"] as const;

interface Props {
  searchParams: Promise<Parameters>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const q = firstValue((await searchParams).q)?.trim();
  return { title: q ? `Search: ${q.slice(0, 200)}` : "Search", robots: { index: false } };
}

/** Shows the results, or the sentence that says why nothing was searched for. */
async function answer(q: string, page: unknown) {
  const cursor = positionText.parse(page);
  const input = searchPapersInput.safeParse({ q, cursor });
  if (!input.success) return { sorry: input.error.issues[0]?.message };
  try {
    // Searches are counted for the caller's network address.
    const found = await (await api()).search.papers({ q: input.data.q, cursor });
    return { q: input.data.q, found };
  } catch (error) {
    if (!isAskedTooOften(error)) throw error;
    return { sorry: error.message };
  }
}

export default async function SearchPage({ searchParams }: Props) {
  const parameters = await searchParams;
  const search = readSearch(parameters, "papers");
  const tabs = <SearchTabs path={PATHS.search} request={search} kinds={KINDS} />;
  if (search.kind !== "papers") {
    return (
      <Page title="Search">
        {tabs}
        <TalkSearch
          key={JSON.stringify(search)}
          request={search}
          help={<HowToSearch kind={search.kind} open={search.q === ""} />}
        />
      </Page>
    );
  }
  const asked = firstValue(parameters.q) ?? "";
  const { q, found, sorry } = await answer(asked, firstValue(parameters.page));
  return (
    <Page title="Search">
      {tabs}
      <SearchForm key={asked} asked={q ?? asked} error={sorry} hints />
      <HowToSearch kind="papers" open={q === ""} />
      {found ? <SearchResults q={q} found={found} /> : null}
    </Page>
  );
}

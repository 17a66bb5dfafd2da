import type { Metadata } from "next";
import { firstValue, type Parameters } from "@/components/papers/list/address";
import { SearchForm } from "@/components/papers/search/search-form";
import { SearchResults } from "@/components/papers/search/search-results";
import { readSearch } from "@/components/search/address";
import { SearchTabs } from "@/components/search/tabs";
import { TalkSearch } from "@/components/search/talk-search";
import { Page } from "@/components/shell/page";
import { searchInput } from "@/server/papers/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { api, isAskedTooOften } from "@/trpc/server";

export const dynamic = "force-dynamic";

/** Results of one search. */
const MOST = 50;
const KINDS = ["papers", "discussion", "notes"] as const;

interface Props {
  searchParams: Promise<Parameters>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const q = firstValue((await searchParams).q)?.trim();
  return { title: q ? `Search: ${q.slice(0, 200)}` : "Search", robots: { index: false } };
}

/** Shows the results, or the sentence that says why nothing was searched for. */
async function answer(q: string) {
  const input = searchInput.safeParse({ q, limit: MOST });
  if (!input.success) return { sorry: input.error.issues[0]?.message };
  try {
    // Searches are counted for the caller's network address.
    return { q: input.data.q, papers: await (await api()).papers.search(input.data) };
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
        <TalkSearch key={JSON.stringify(search)} request={search} />
      </Page>
    );
  }
  const asked = firstValue(parameters.q) ?? "";
  const { q, papers, sorry } = await answer(asked);
  return (
    <Page title="Search">
      {tabs}
      <SearchForm key={asked} asked={q ?? asked} error={sorry} />
      {papers ? <SearchResults q={q} papers={papers} most={MOST} /> : null}
    </Page>
  );
}

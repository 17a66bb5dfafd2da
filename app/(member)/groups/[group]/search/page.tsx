import type { Metadata } from "next";
import type { Parameters } from "@/components/papers/list/address";
import { SearchForm } from "@/components/papers/search/search-form";
import { filtersOf, readSearch, type SearchRequest } from "@/components/search/address";
import { CommentHits } from "@/components/search/comment-hits";
import { Filters } from "@/components/search/filters";
import { GroupPapers } from "@/components/search/group-papers";
import { HowToSearch } from "@/components/search/how-to-search";
import { NoteHits } from "@/components/search/note-hits";
import { ResultsPage } from "@/components/search/results-page";
import { SearchTabs } from "@/components/search/tabs";
import { Page } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import { searchGroupPapersInput } from "@/server/moderation/schema";
import { groupSearchPath } from "@/server/platform/web/addresses";
import { api, isAskedTooOften, requireReader } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Search", robots: { index: false } };

const KINDS = ["discussion", "notes", "papers"] as const;
const LABELS = {
  discussion: "Words from the group’s comments",
  notes: "Words from agendas and notes",
  papers: "Words from a paper the group nominated or read",
} as const;

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<Parameters>;
}

export default async function GroupSearchPage({ params, searchParams }: Props) {
  const { group } = await params;
  const path = groupSearchPath(group);
  const { role } = await headOf(group);
  const { timeZone } = await requireReader(path);
  if (role === null) {
    return (
      <Page title="Search">
        <Empty title="Only members can read the group’s threads and notes">
          Join the group to search them.
        </Empty>
      </Page>
    );
  }
  // The group is said by the path, and by nothing else.
  const asked: SearchRequest = { ...readSearch(await searchParams, "discussion"), group: null };
  const { found, sorry } = await answer(group, asked, timeZone);
  return (
    <Page
      title="Search"
      lead="Search the group’s comments, notes and papers. Only members can search here."
    >
      <SearchTabs path={path} request={asked} kinds={KINDS} />
      <SearchForm
        key={JSON.stringify(asked)}
        path={path}
        asked={asked.q}
        kind={asked.kind}
        label={LABELS[asked.kind]}
        error={sorry}
      >
        {asked.kind === "papers" ? null : <Filters path={path} request={asked} groups={null} />}
      </SearchForm>
      <HowToSearch kind={asked.kind} open={asked.q === ""} />
      {found}
    </Page>
  );
}

/** Finds the results, or the sentence that says why nothing was searched for. */
async function answer(group: string, asked: SearchRequest, timeZone: string) {
  const question = searchGroupPapersInput.safeParse({ q: asked.q });
  if (!question.success) return { found: null, sorry: question.error.issues[0]?.message };
  try {
    return { found: await foundIn(group, asked, timeZone) };
  } catch (error) {
    if (!isAskedTooOften(error)) throw error;
    return { found: null, sorry: error.message };
  }
}

async function foundIn(group: string, asked: SearchRequest, timeZone: string) {
  const { q, page, kind } = asked;
  const { search } = await api();
  if (kind === "papers") {
    return (
      <GroupPapers
        path={groupSearchPath(group)}
        q={q}
        papers={q ? await search.groupPapers({ group, q }) : []}
      />
    );
  }
  const shown = { path: groupSearchPath(group), request: asked };
  const hits = { timeZone, everywhere: false };
  if (kind === "notes") {
    const { since, until } = asked;
    const found = await search.notes({ q, page, group, since, until });
    return (
      <ResultsPage {...shown} count={found.hits.length} more={found.more} where="agendas and notes">
        <NoteHits {...hits} hits={found.hits} />
      </ResultsPage>
    );
  }
  const found = await search.comments({ q, page, ...filtersOf(asked), group });
  return (
    <ResultsPage {...shown} count={found.hits.length} more={found.more} where="the group’s threads">
      <CommentHits {...hits} hits={found.hits} />
    </ResultsPage>
  );
}

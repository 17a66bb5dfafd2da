import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { SuggestionList } from "@/components/papers/corrections/suggestion-list";
import { PaperTitle } from "@/components/papers/paper-title";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { paperPath, paperSuggestionsPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Suggested corrections", robots: { index: false } };

interface Props {
  params: Promise<{ paper: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

export default async function SuggestionsPage({ params, searchParams }: Props) {
  const { paper: slug } = await params;
  const { timeZone } = await requireReader(paperSuggestionsPath(slug));
  const page = positionText.parse((await searchParams).page);
  const found = await orNotFound((await api()).papers.suggestionsFor({ paper: slug, page }));
  if (found.paper.slug !== slug) permanentRedirect(paperSuggestionsPath(found.paper.slug));
  return (
    <Page
      title={
        <Link href={paperPath(slug)}>
          <PaperTitle of={found.paper} />
        </Link>
      }
    >
      <SuggestionList suggestions={found.suggestions} timeZone={timeZone} />
      <Pager pages={found.pages} path={paperSuggestionsPath(slug)} />
    </Page>
  );
}

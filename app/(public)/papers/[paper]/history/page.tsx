import type { Metadata } from "next";
import { Origins } from "@/components/papers/corrections/origins";
import { PaperHistory } from "@/components/papers/corrections/paper-history";
import { PaperTitle } from "@/components/papers/paper-title";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { paperHistoryPath, paperPath } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "History of a paper", robots: { index: false } };

interface Props {
  params: Promise<{ paper: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

export default async function PaperHistoryPage({ params, searchParams }: Props) {
  const { paper } = await params;
  const page = positionText.parse((await searchParams).page);
  const history = await orNotFound(guestApi().papers.history({ paper, page }));
  const { slug } = history.paper;
  return (
    <Page
      title="History"
      lead={
        <Link href={paperPath(slug)} className="inline-block py-1 underline">
          <PaperTitle of={history.paper} />
        </Link>
      }
    >
      <PaperHistory history={history} />
      <Pager pages={history.pages} path={paperHistoryPath(slug)} />
      <Origins history={history} />
    </Page>
  );
}

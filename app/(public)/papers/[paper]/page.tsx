import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { NominatePaper } from "@/components/ballots/nominating/nominate-paper";
import { Follow } from "@/components/notifications/follow";
import type { Parameters } from "@/components/papers/list/address";
import { PaperPage } from "@/components/papers/paper-page";
import { SimilarPapers } from "@/components/papers/similar";
import { UpvotePaper } from "@/components/papers/upvote";
import { PaperVersion, PaperWarning } from "@/components/papers/versions/paper-status";
import { Keep } from "@/components/shelves/keep";
import { InMyGroups } from "@/components/threads/groups/in-my-groups";
import { QuotingProvider } from "@/components/threads/quoting/quoting";
import { Thread } from "@/components/threads/reading/thread";
import { viewOf } from "@/components/threads/reading/view";
import { paperPath } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ paper: string }>;
  searchParams: Promise<Parameters>;
}

/** Most authors in the metadata for other sites: some papers have hundreds. */
const NAMED = 20;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, summary, authors, address } = await paperOf(params);
  return {
    title,
    description: summary,
    alternates: { canonical: address },
    openGraph: {
      type: "article",
      url: address,
      title,
      description: summary,
      authors: authors.slice(0, NAMED),
    },
  };
}

async function paperOf(params: Props["params"]) {
  const asked = await params;
  const paper = await orNotFound(guestApi().papers.page(asked));
  // It was merged into another one.
  if (paper.slug !== asked.paper) permanentRedirect(paperPath(paper.slug));
  return paper;
}

export default async function PaperRoute({ params, searchParams }: Props) {
  const view = viewOf(await searchParams);
  const [{ paper: slug }, paper] = [await params, await paperOf(params)];
  const [thread, similar] = await Promise.all([
    orNotFound(guestApi().threads.ofPaper({ paper: slug, ...view })),
    guestApi().papers.similar({ paper: slug }),
  ]);
  const { id, title, upvoteCount } = paper;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-6">
      <QuotingProvider>
        <PaperPage
          paper={paper}
          warning={<PaperWarning paper={paper} />}
          version={<PaperVersion paper={paper} />}
          upvote={<UpvotePaper paper={{ id, title, upvoteCount }} />}
          actions={
            <div className="flex flex-wrap items-start gap-3">
              <NominatePaper paperId={id} title={title} />
              <Keep paper={{ id, title }} />
              <Follow what={{ thing: "paper", id }} />
            </div>
          }
        />
        <div className="mt-10">
          <InMyGroups paper={slug} />
          <Thread place={{ paper: slug }} initial={thread} paperId={id} />
        </div>
        <SimilarPapers papers={similar} />
      </QuotingProvider>
    </div>
  );
}

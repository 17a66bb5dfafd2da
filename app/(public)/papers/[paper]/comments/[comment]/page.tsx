import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { cache } from "react";
import type { Parameters } from "@/components/papers/list/address";
import { PaperTitle } from "@/components/papers/paper-title";
import { Page } from "@/components/shell/page";
import { Thread } from "@/components/threads/reading/thread";
import { viewOf } from "@/components/threads/reading/view";
import { LinkButton } from "@/components/ui/button";
import { paperCommentPath, paperPath } from "@/server/platform/web/addresses";
import type { Order } from "@/server/threads/schema";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ paper: string; comment: string }>;
  searchParams: Promise<Parameters>;
}

/** The comment with its answers; page and metadata ask once. */
const readOnce = cache((paper: string, comment: string, order: Order, page: string) =>
  orNotFound(guestApi().threads.ofPaper({ paper, comment, order, page }), paperPath(paper)),
);

async function threadOf({ params, searchParams }: Props) {
  const [{ paper, comment }, { order, page }] = [await params, viewOf(await searchParams)];
  const thread = await readOnce(paper, comment, order, page);
  if (thread.paper.slug !== paper) permanentRedirect(paperCommentPath(thread.paper.slug, comment));
  return thread;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { paper } = await threadOf(props);
  // The whole discussion stands on the paper's page: one address for search engines.
  return {
    title: `Discussion of ${paper.title}`,
    robots: { index: false },
    alternates: { canonical: paperPath(paper.slug) },
  };
}

export default async function CommentPage(props: Props) {
  const thread = await threadOf(props);
  const { slug } = thread.paper;
  return (
    <Page
      title={<PaperTitle of={thread.paper} />}
      lead="A comment in the public discussion, with its replies."
      actions={<LinkButton href={paperPath(slug)}>Go to the paper</LinkButton>}
    >
      <Thread place={{ paper: slug }} initial={thread} />
    </Page>
  );
}

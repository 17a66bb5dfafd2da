import type { Metadata } from "next";
import { cache } from "react";
import { Page } from "@/components/shell/page";
import { PaperThread } from "@/components/threads/paper-thread";
import { LinkButton } from "@/components/ui/button";
import { guest, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ paper: string; comment: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

const branchOf = cache((paper: string, comment: string, page: string | null) =>
  orNotFound(
    guest().threads.ofPaper({ paper, comment, ...(page ? { page: Number(page) } : {}) }),
    `/papers/${paper}`,
  ),
);

async function branch({ params, searchParams }: Props) {
  const [{ paper, comment }, { page }] = await Promise.all([params, searchParams]);
  return branchOf(paper, comment, page ? String(page) : null);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { paper } = await branch(props);
  // The whole discussion stands on the paper's page: one address for search engines.
  return {
    title: `Discussion of ${paper.title}`,
    robots: { index: false },
    alternates: { canonical: `/papers/${paper.slug}` },
  };
}

export default async function CommentPage(props: Props) {
  const thread = await branch(props);
  const { slug, title } = thread.paper;
  return (
    <Page
      title={title}
      lead="One branch of the public discussion."
      actions={<LinkButton href={`/papers/${slug}`}>The paper</LinkButton>}
    >
      <PaperThread key={`${thread.branch} ${thread.page}`} paper={slug} initial={thread} />
    </Page>
  );
}

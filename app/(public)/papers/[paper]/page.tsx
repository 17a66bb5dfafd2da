import type { Metadata } from "next";
import { NominateIn } from "@/components/ballots/nominate-in";
import { one, type Parameters } from "@/components/papers/address";
import { PaperPage } from "@/components/papers/paper-page";
import { PaperThread } from "@/components/threads/paper-thread";
import { pageNumber } from "@/server/groups/schema";
import { guest, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ paper: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, summary, authors, address } = await paperOf(params);
  return {
    title,
    description: summary,
    alternates: { canonical: address },
    openGraph: { type: "article", url: address, title, description: summary, authors },
  };
}

async function paperOf(params: Props["params"]) {
  return orNotFound(guest().papers.page(await params));
}

export default async function PaperRoute({ params, searchParams }: Props) {
  const page = pageNumber.parse(one((await searchParams).page) ?? 1);
  const [{ paper: slug }, paper] = [await params, await paperOf(params)];
  const thread = await orNotFound(guest().threads.ofPaper({ paper: slug, page }));
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-6">
      <PaperPage paper={paper} actions={<NominateIn paperId={paper.id} title={paper.title} />} />
      <div className="mt-10">
        <PaperThread paper={slug} initial={thread} />
      </div>
    </div>
  );
}

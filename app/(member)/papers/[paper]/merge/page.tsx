import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { FindOther } from "@/components/papers/merging/find-other";
import { MergePapers } from "@/components/papers/merging/merge-papers";
import { PaperTitle } from "@/components/papers/paper-title";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import { searchInput } from "@/server/papers/schema";
import { mergePaperPath, paperPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Merge papers", robots: { index: false } };

interface Props {
  params: Promise<{ paper: string }>;
  searchParams: Promise<Record<"q" | "with", string | string[] | undefined>>;
}

/** Papers that the search offers. */
const OFFERED = 10;

export default async function MergePage({ params, searchParams }: Props) {
  const { paper: slug } = await params;
  const { moderator } = await requireViewer(mergePaperPath(slug));
  if (!moderator) notFound();
  const { papers } = await api();
  const paper = await orNotFound(papers.page({ paper: slug }));
  if (paper.slug !== slug) permanentRedirect(mergePaperPath(paper.slug));
  const { q, with: other } = await searchParams;
  const asked = searchInput.safeParse({ q, limit: OFFERED });
  const compared =
    typeof other === "string" ? await orNotFound(papers.compare({ paper: slug, other })) : null;
  const found = asked.success && asked.data.q ? await papers.search(asked.data) : [];
  return (
    <Page
      title="Merge with another paper"
      lead={
        <Link href={paperPath(slug)} className="inline-block min-h-6 underline">
          <PaperTitle of={paper} />
        </Link>
      }
    >
      {compared ? (
        <MergePapers compared={compared} />
      ) : (
        <FindOther
          slug={slug}
          q={asked.success ? asked.data.q : ""}
          papers={found.filter(({ id }) => id !== paper.id)}
        />
      )}
    </Page>
  );
}

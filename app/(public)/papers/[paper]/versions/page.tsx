import type { Metadata } from "next";
import { PaperTitle } from "@/components/papers/paper-title";
import { PaperVersions } from "@/components/papers/versions/paper-versions";
import { StateStatus } from "@/components/papers/versions/state-status";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import { paperPath } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Versions of a paper", robots: { index: false } };

interface Props {
  params: Promise<{ paper: string }>;
}

export default async function PaperVersionsPage({ params }: Props) {
  const found = await orNotFound(guestApi().papers.versions(await params));
  const { id, slug, status } = found.paper;
  return (
    <Page
      title="Versions and status"
      lead={
        <Link href={paperPath(slug)} className="inline-block py-1 underline">
          <PaperTitle of={found.paper} />
        </Link>
      }
      actions={<StateStatus paper={{ id, status }} />}
    >
      <PaperVersions found={found} />
    </Page>
  );
}

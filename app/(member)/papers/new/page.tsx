import type { Metadata } from "next";
import { AddPaper } from "@/components/papers/add-paper";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import { groupAddress } from "@/server/groups/schema";
import { newPaperPath, PATHS } from "@/server/platform/web/addresses";
import { requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Add a paper" };

interface Props {
  searchParams: Promise<{ url?: string | string[]; group?: string | string[] }>;
}

export default async function NewPaperPage({ searchParams }: Props) {
  const asked = await searchParams;
  const url = typeof asked.url === "string" ? asked.url.slice(0, 2000) : "";
  const group = groupAddress.safeParse(asked.group).data;
  await requireReader(newPaperPath(url, group));
  return (
    <Page
      title="Add a paper"
      lead={
        group
          ? "All groups share the catalogue. Once the paper is in it, you can nominate it."
          : "All groups share the catalogue. If a paper is already here, you will be taken to it."
      }
    >
      <AddPaper text={url} group={group} />
      <p className="mt-6 text-muted text-sm">
        Have you got many?{" "}
        <Link href={PATHS.importPapers} className="text-accent underline">
          Import a file of papers
        </Link>
        .
      </p>
    </Page>
  );
}

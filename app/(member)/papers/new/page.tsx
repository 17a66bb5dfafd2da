import type { Metadata } from "next";
import { AddPaper } from "@/components/papers/add-paper";
import { Page } from "@/components/shell/page";
import { PATHS } from "@/server/platform/web/addresses";
import { requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Add a paper" };

export default async function NewPaperPage() {
  await requireViewer(PATHS.newPaper);
  return (
    <Page
      title="Add a paper"
      lead="All groups share the catalogue. If a paper is already here, you will be taken to it."
    >
      <AddPaper />
    </Page>
  );
}

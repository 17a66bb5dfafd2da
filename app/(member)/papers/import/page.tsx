import type { Metadata } from "next";
import { ImportPapers } from "@/components/papers/importing/import-papers";
import { Page } from "@/components/shell/page";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Import papers", robots: { index: false } };

export default async function ImportPage() {
  const { timeZone } = await requireReader(PATHS.importPapers);
  const { mayImport, imports } = await (await api()).papers.imports();
  return (
    <Page
      title="Import papers"
      lead="A file of papers goes into the catalogue that all groups share. Papers that are here already stay as they are."
    >
      <ImportPapers mayImport={mayImport} imports={imports} timeZone={timeZone} />
    </Page>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MeaningProgress } from "@/components/papers/search/meaning-progress";
import { Page } from "@/components/shell/page";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Site search", robots: { index: false } };

export default async function SiteSearchPage() {
  const { operator, timeZone } = await requireViewer(PATHS.operatorSearch);
  if (!operator) notFound();
  const progress = await (await api()).papers.meaning();
  return (
    <Page
      title="Site search"
      lead="A model reads the catalogue in the background, so that searches find papers that say the same in other words."
    >
      <MeaningProgress progress={progress} timeZone={timeZone} />
    </Page>
  );
}

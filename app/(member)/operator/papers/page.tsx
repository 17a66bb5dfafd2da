import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Completions } from "@/components/papers/completion/completions";
import { Page } from "@/components/shell/page";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Completed papers", robots: { index: false } };

export default async function CompletedPapersPage() {
  const { operator, timeZone } = await requireViewer(PATHS.operatorPapers);
  if (!operator) notFound();
  const completions = await (await api()).papers.completions();
  return (
    <Page
      title="Completed papers"
      lead="Papers that came in without authors or identifiers are completed where a source knows them beyond doubt. Each completion can be undone in the history of its paper."
    >
      <Completions completions={completions} timeZone={timeZone} />
    </Page>
  );
}

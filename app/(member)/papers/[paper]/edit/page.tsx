import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { CorrectPaper } from "@/components/papers/corrections/correct-paper";
import { Differences } from "@/components/papers/corrections/differences";
import { OwnSuggestion } from "@/components/papers/corrections/own-suggestion";
import { PaperTitle } from "@/components/papers/paper-title";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import { editPaperPath, paperPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Correct a paper", robots: { index: false } };

interface Props {
  params: Promise<{ paper: string }>;
}

export default async function EditPaperPage({ params }: Props) {
  const { paper: slug } = await params;
  await requireReader(editPaperPath(slug));
  const paper = await orNotFound((await api()).papers.form({ paper: slug }));
  if (paper.slug !== slug) permanentRedirect(editPaperPath(paper.slug));
  const { shown, may, own } = paper;
  return (
    <Page
      title={may.edit ? "Edit this paper" : "Suggest a correction"}
      lead={
        <>
          <Link href={paperPath(slug)} className="inline-block min-h-6 underline">
            <PaperTitle of={shown} />
          </Link>
          {may.used ? (
            <p className="mt-2">
              You added this paper, but others use it by now. A moderator decides about your
              correction.
            </p>
          ) : may.edit ? null : (
            <p className="mt-2">
              The person who added this paper, or a moderator, decides about it.
            </p>
          )}
        </>
      }
    >
      {own && !may.edit ? (
        <OwnSuggestion id={own.id} reason={own.reason}>
          <Differences changes={own.changes} />
        </OwnSuggestion>
      ) : (
        <CorrectPaper paper={paper} />
      )}
    </Page>
  );
}

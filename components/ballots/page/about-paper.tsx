"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { paperPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import type { BallotCandidate } from "../ballot";
import { CandidateNomination } from "../nominating/candidate-nomination";

// A ballot has no discussion until somebody opens one of its papers.
const Thread = dynamic(() =>
  import("@/components/threads/reading/thread").then(({ Thread }) => Thread),
);

interface Props {
  group: string;
  candidate: BallotCandidate;
  /** Whether the viewer may offer to present it. */
  mayOffer: boolean;
}

/** The button that opens all about a candidate without leaving the ballot. */
export function AboutPaper(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        <BookOpen aria-hidden className="size-4" />
        Abstract and discussion<span className="sr-only">: {props.candidate.paper.title}</span>
      </Button>
      <AboutDialog {...props} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** The dialog with abstract, pitch and discussion of a candidate. */
export function AboutDialog({
  group,
  candidate,
  mayOffer,
  open,
  onClose,
}: Props & { open: boolean; onClose(): void }) {
  const { paper } = candidate;
  return (
    <Dialog
      open={open}
      onOpenChange={(on) => {
        if (!on) onClose();
      }}
      title={<PaperTitle of={paper} />}
      lead={authorsInWords(paper.authors, paper.authorCount)}
    >
      <CandidateNomination group={group} candidate={candidate} mayOffer={mayOffer} />
      <h3 className="mt-5 font-semibold font-serif text-lg">Abstract</h3>
      <Abstract paper={paper.slug} />
      <Link
        href={paperPath(paper.slug)}
        className="mt-2 mb-5 inline-flex min-h-8 items-center text-sm underline"
      >
        Go to the paper’s page
      </Link>
      <Discussion group={group} paper={paper.slug} />
    </Dialog>
  );
}

/** The abstract of a paper, loaded when the dialog opens: a ballot may have many papers. */
function Abstract({ paper }: { paper: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.papers.page.queryOptions({ paper }));
  if (error) return <p className="text-muted text-sm">{sentenceOf(error)}</p>;
  if (!data) return <Skeleton className="mt-1 h-40" />;
  return (
    <div
      className="mt-1 overflow-x-auto overflow-y-hidden whitespace-pre-line font-serif leading-relaxed"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the server, but for what KaTeX made
      dangerouslySetInnerHTML={{ __html: data.abstractHtml }}
    />
  );
}

/** The group's thread on a paper, for members only. */
function Discussion({ group, paper }: { group: string; paper: string }) {
  const trpc = useTRPC();
  const { data: head } = useQuery(trpc.groups.head.queryOptions({ group }));
  const member = head ? head.role !== null : undefined;
  const { data, error } = useQuery(
    trpc.threads.ofGroup.queryOptions({ group, paper, page: 1 }, { enabled: member === true }),
  );
  if (member === false) {
    return (
      <p className="text-muted text-sm">
        Only members can read the group’s discussion of this paper.
      </p>
    );
  }
  if (error) return <p className="text-muted text-sm">{sentenceOf(error)}</p>;
  if (!data) return <Skeleton className="h-40" />;
  return <Thread place={{ paper, group }} initial={data} />;
}

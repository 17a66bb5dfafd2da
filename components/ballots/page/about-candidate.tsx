"use client";

import { useQuery } from "@tanstack/react-query";
import { sentenceOf } from "@/components/shell/errors";
import { Thread } from "@/components/threads/reading/thread";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { paperPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import type { BallotCandidate } from "../ballot";
import { CandidateNomination } from "../nominating/candidate-nomination";

interface Props {
  group: string;
  candidate: BallotCandidate;
  /** Whether the viewer may offer to present it. */
  mayOffer: boolean;
}

/** The pitch, the abstract and the discussion of a candidate. */
export function AboutCandidate({ group, candidate, mayOffer }: Props) {
  const { slug } = candidate.paper;
  return (
    <>
      <CandidateNomination group={group} candidate={candidate} mayOffer={mayOffer} />
      <h3 className="mt-5 font-semibold font-serif text-lg">Abstract</h3>
      <Abstract paper={slug} />
      <Link
        href={paperPath(slug)}
        className="mt-2 mb-5 inline-flex min-h-8 items-center text-sm underline"
      >
        Go to the paper’s page
      </Link>
      <Discussion group={group} paper={slug} />
    </>
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

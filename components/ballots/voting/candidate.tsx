import { memo, type ReactNode } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import type { BallotCandidate } from "../ballot";
import { CandidateNomination } from "../nominating/candidate-nomination";
import { AboutPaper } from "../page/about-paper";

interface Props {
  group: string;
  candidate: BallotCandidate;
  /** Whether the viewer may offer to present it. */
  mayOffer: boolean;
}

/** A paper in the list of a ballot. @param children fields under its title */
export function CandidateItem({ children, ...props }: Props & { children?: ReactNode }) {
  return (
    <li className="rounded-lg border border-line bg-surface p-4 sm:p-5">
      <h2 className="font-semibold font-serif text-lg leading-snug">
        <PaperTitle of={props.candidate.paper} />
      </h2>
      {children}
      <Candidate {...props} />
    </li>
  );
}

/**
 * The lines under a paper's title on a ballot: authors and nomination. They are kept while somebody votes: with dialogs and
 * menus in each, rendering them anew for each press is what a slow phone would wait for.
 */
export const Candidate = memo(function Candidate(props: Props) {
  const { paper } = props.candidate;
  return (
    <>
      <p className="text-muted text-sm">{authorsInWords(paper.authors, paper.authorCount)}</p>
      <CandidateNomination {...props}>
        <AboutPaper {...props} />
      </CandidateNomination>
    </>
  );
});
